package io.navarch.apiserver.endpoint.selection;

import io.navarch.apiserver.endpoint.selection.LabelSelector.Requirement;
import io.navarch.apiserver.request.ApiStatusException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code labelSelector} by the grammar of apimachinery's {@code labels.Parse}. */
final class LabelSelectorParser {

  private static final String SPECIAL = "=!(),><";
  private static final String OPERATORS = "in, notin, =, ==, !=, gt, lt";

  private final List<String> tokens;
  private int position;

  LabelSelectorParser(String text) {
    this.tokens = tokenize(text);
  }

  List<Requirement> parse() {
    var requirements = new ArrayList<Requirement>();
    while (!peek().isEmpty()) {
      requirements.add(requirement());
      var separator = next();
      if (separator.isEmpty()) {
        break;
      }
      if (!separator.equals(",")) {
        throw refused("found '%s', expected: ',' or 'end of string'".formatted(separator));
      }
      if (peek().isEmpty() || peek().equals(",")) {
        throw refused("found '%s', expected: identifier after ','".formatted(peek()));
      }
    }
    return requirements;
  }

  private Requirement requirement() {
    boolean negated = peek().equals("!");
    if (negated) {
      next();
    }
    var key = next();
    if (key.isEmpty() || isOperator(key)) {
      throw refused("found '%s', expected: !, identifier, or 'end of string'".formatted(key));
    }
    LabelSyntax.checkKey(key);
    if (negated) {
      return new Requirement.Absent(key);
    }
    if (peek().isEmpty() || peek().equals(",")) {
      return new Requirement.Exists(key);
    }
    return compared(key, next());
  }

  private Requirement compared(String key, String operator) {
    return switch (operator) {
      case "=", "==" -> new Requirement.In(key, Set.of(value(key)));
      case "!=" -> new Requirement.NotIn(key, Set.of(value(key)));
      case "in" -> new Requirement.In(key, values(key));
      case "notin" -> new Requirement.NotIn(key, values(key));
      case ">", "gt" -> new Requirement.Compared(key, true, bound(key));
      case "<", "lt" -> new Requirement.Compared(key, false, bound(key));
      default -> throw refused("found '%s', expected: %s".formatted(operator, OPERATORS));
    };
  }

  /** An exact value; it may be missing, which means the empty one. */
  private String value(String key) {
    if (peek().isEmpty() || peek().equals(",")) {
      return "";
    }
    var value = next();
    if (isOperator(value)) {
      throw refused("found '%s', expected: identifier".formatted(value));
    }
    LabelSyntax.checkValue(key, 0, value);
    return value;
  }

  private Set<String> values(String key) {
    var open = next();
    if (!open.equals("(")) {
      throw refused("found '%s' expected: '('".formatted(open));
    }
    var values = new LinkedHashSet<String>();
    var value = "";
    for (var token = next(); !token.equals(")"); token = next()) {
      if (token.isEmpty()) {
        throw refused("found '%s', expected: ',' or ')'".formatted(token));
      }
      if (token.equals(",")) {
        values.add(value);
        value = "";
      } else {
        LabelSyntax.checkValue(key, values.size(), token);
        value = token;
      }
    }
    values.add(value);
    return values;
  }

  private long bound(String key) {
    var value = value(key);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw refused(
          "values[0][%s]: Invalid value: \"%s\": for 'Gt', 'Lt' operators, the value must be an integer"
              .formatted(key, value));
    }
  }

  private String peek() {
    return position < tokens.size() ? tokens.get(position) : "";
  }

  private String next() {
    var token = peek();
    position++;
    return token;
  }

  private static boolean isOperator(String token) {
    return SPECIAL.indexOf(token.charAt(0)) >= 0;
  }

  private static List<String> tokenize(String text) {
    var tokens = new ArrayList<String>();
    for (int i = 0; i < text.length(); ) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        i++;
        continue;
      }
      int end = SPECIAL.indexOf(c) >= 0 ? endOfOperator(text, i) : endOfWord(text, i);
      tokens.add(text.substring(i, end));
      i = end;
    }
    return tokens;
  }

  private static int endOfOperator(String text, int from) {
    boolean isDouble = text.startsWith("==", from) || text.startsWith("!=", from);
    return from + (isDouble ? 2 : 1);
  }

  private static int endOfWord(String text, int from) {
    int end = from;
    while (end < text.length()
        && SPECIAL.indexOf(text.charAt(end)) < 0
        && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  static ApiStatusException refused(String why) {
    return ApiStatusException.badRequest("unable to parse requirement: " + why);
  }
}
