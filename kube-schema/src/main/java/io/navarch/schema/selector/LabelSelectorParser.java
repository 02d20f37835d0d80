package io.navarch.schema.selector;

import io.navarch.schema.selector.LabelRequirement.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads one label selector in the grammar of URLs; refuses in upstream's words. */
final class LabelSelectorParser {

  private static final String SIGNS = "=!(),<>";

  private final List<Token> tokens = new ArrayList<>();
  private int at;

  LabelSelectorParser(String text) {
    tokenize(text);
  }

  List<LabelRequirement> parse() {
    var requirements = new ArrayList<LabelRequirement>();
    while (true) {
      var first = peek();
      if (first.isEnd()) {
        return requirements;
      }
      if (!first.startsRequirement()) {
        throw refused(first, ", expected: !, identifier, or 'end of string'");
      }
      requirements.add(requirementInContext());
      var next = take();
      if (next.isEnd()) {
        return requirements;
      }
      if (!next.is(",")) {
        throw refused(next, ", expected: ',' or 'end of string'");
      }
      if (!peek().startsRequirement()) {
        throw refused(peek(), ", expected: identifier after ','");
      }
    }
  }

  private LabelRequirement requirementInContext() {
    try {
      return requirement();
    } catch (SelectorFormatException e) {
      var wrapped = new SelectorFormatException("unable to parse requirement: " + e.getMessage());
      wrapped.initCause(e);
      throw wrapped;
    }
  }

  private LabelRequirement requirement() {
    boolean negated = peek().is("!");
    if (negated) {
      take();
    }
    var key = take();
    if (!key.word()) {
      throw refused(key, ", expected: identifier");
    }
    var errors = new ArrayList<String>();
    LabelRequirement.keyError(key.text(), errors);
    if (!errors.isEmpty()) {
      throw new SelectorFormatException(errors.getFirst());
    }
    if (negated) {
      return LabelRequirement.checked(key.text(), Operator.DOES_NOT_EXIST, List.of());
    }
    if (peek().isEnd() || peek().is(",")) {
      return LabelRequirement.checked(key.text(), Operator.EXISTS, List.of());
    }
    var operator = operator();
    var values = operator == Operator.IN || operator == Operator.NOT_IN ? valueSet() : exactValue();
    return LabelRequirement.checked(key.text(), operator, values);
  }

  private Operator operator() {
    var token = take();
    return switch (token.text()) {
      case "=" -> Operator.EQUALS;
      case "==" -> Operator.DOUBLE_EQUALS;
      case "!=" -> Operator.NOT_EQUALS;
      case "in" -> Operator.IN;
      case "notin" -> Operator.NOT_IN;
      case ">" -> Operator.GREATER_THAN;
      case "<" -> Operator.LESS_THAN;
      default -> throw refused(token, ", expected: in, notin, =, ==, !=, gt, lt");
    };
  }

  private Set<String> exactValue() {
    if (peek().isEnd() || peek().is(",")) {
      return Set.of("");
    }
    var token = take();
    if (!token.word()) {
      throw refused(token, ", expected: identifier");
    }
    return Set.of(token.text());
  }

  private Set<String> valueSet() {
    var open = take();
    if (!open.is("(")) {
      throw refused(open, " expected: '('");
    }
    if (peek().is(")")) {
      take();
      return Set.of("");
    }
    if (!peek().word() && !peek().is(",")) {
      throw refused(peek(), ", expected: ',', ')' or identifier");
    }
    var values = identifiers();
    take();
    return values;
  }

  /** Up to, and without, the closing bracket; nothing between two commas is the empty value. */
  private Set<String> identifiers() {
    var values = new TreeSet<String>();
    boolean expectsValue = true;
    while (true) {
      var token = peek();
      if (token.is(")")) {
        if (expectsValue) {
          values.add("");
        }
        return values;
      }
      take();
      if (token.is(",")) {
        if (expectsValue) {
          values.add("");
        }
        expectsValue = true;
      } else if (token.word() && expectsValue) {
        values.add(token.text());
        expectsValue = false;
        if (!peek().is(",") && !peek().is(")")) {
          throw refused(peek(), ", expected: ',' or ')'");
        }
      } else {
        throw refused(token, ", expected: ',', or identifier");
      }
    }
  }

  private void tokenize(String text) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        i++;
      } else if (SIGNS.indexOf(c) >= 0) {
        boolean withEquals =
            (c == '=' || c == '!') && i + 1 < text.length() && text.charAt(i + 1) == '=';
        var sign = text.substring(i, i + (withEquals ? 2 : 1));
        tokens.add(new Token(sign, false));
        i += sign.length();
      } else {
        int start = i;
        while (i < text.length()
            && SIGNS.indexOf(text.charAt(i)) < 0
            && !Character.isWhitespace(text.charAt(i))) {
          i++;
        }
        tokens.add(new Token(text.substring(start, i), true));
      }
    }
  }

  private Token peek() {
    return at < tokens.size() ? tokens.get(at) : Token.END;
  }

  private Token take() {
    var token = peek();
    at++;
    return token;
  }

  private static SelectorFormatException refused(Token token, String expected) {
    return new SelectorFormatException("found '%s'%s".formatted(token.text(), expected));
  }

  /** A word or a sign; the end is the sign without text. */
  private record Token(String text, boolean word) {

    static final Token END = new Token("", false);

    boolean is(String sign) {
      return !word && text.equals(sign);
    }

    boolean isEnd() {
      return !word && text.isEmpty();
    }

    boolean startsRequirement() {
      return word || is("!");
    }
  }
}
