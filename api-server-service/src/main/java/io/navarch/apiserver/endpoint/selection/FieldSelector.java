package io.navarch.apiserver.endpoint.selection;

import io.navarch.apiserver.request.ApiStatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A parsed {@code fieldSelector}: all its terms must hold. */
public record FieldSelector(List<Term> terms) {

  public FieldSelector {
    terms = List.copyOf(terms);
  }

  /**
   * A field that must, or must not, have a value.
   *
   * @param field its label, for example {@code spec.nodeName}
   */
  public record Term(String field, String value, boolean equal) {}

  /**
   * Reads a selector.
   *
   * @throws ApiStatusException 400 in upstream's words
   */
  public static FieldSelector parse(String text) {
    var terms = new ArrayList<Term>();
    for (var term : split(text)) {
      if (!term.isEmpty()) {
        terms.add(term(text, term));
      }
    }
    return new FieldSelector(terms);
  }

  /** Whether it holds for everything. */
  public boolean isEmpty() {
    return terms.isEmpty();
  }

  /** The value that the selector demands of a field. */
  public Optional<String> required(String field) {
    return terms.stream()
        .filter(term -> term.equal && term.field.equals(field))
        .map(Term::value)
        .findFirst();
  }

  private static Term term(String selector, String term) {
    for (int i = 0; i < term.length(); i++) {
      char c = term.charAt(i);
      if (c == '\\') {
        i++;
      } else if (term.startsWith("!=", i)) {
        return new Term(term.substring(0, i), unescape(selector, term.substring(i + 2)), false);
      } else if (c == '=') {
        int value = term.startsWith("==", i) ? i + 2 : i + 1;
        return new Term(term.substring(0, i), unescape(selector, term.substring(value)), true);
      }
    }
    throw ApiStatusException.badRequest(
        "invalid selector: '%s'; can't understand '%s'".formatted(selector, term));
  }

  /** Splits at commas that no backslash precedes. */
  private static List<String> split(String text) {
    var parts = new ArrayList<String>();
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == ',') {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static String unescape(String selector, String value) {
    if (value.indexOf('\\') < 0 && value.indexOf('=') < 0) {
      return value;
    }
    var plain = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '=') {
        throw ApiStatusException.badRequest(
            "invalid field selector: unescaped character in value: =");
      }
      if (c == '\\') {
        i++;
        if (i == value.length()) {
          throw ApiStatusException.badRequest(
              "invalid field selector: ends in a backslash: " + selector);
        }
        c = value.charAt(i);
      }
      plain.append(c);
    }
    return plain.toString();
  }
}
