package io.navarch.schema.selector;

import io.navarch.schema.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Fields that an object must have. Immutable.
 *
 * @param requirements all must hold
 */
public record FieldSelector(List<Requirement> requirements) {

  /** Matches every object. */
  public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

  public FieldSelector {
    requirements = List.copyOf(requirements);
  }

  /**
   * What one field must, or must not, be.
   *
   * @param label the field as selectors name it
   */
  public record Requirement(String label, boolean equal, String value) {}

  /**
   * Reads the grammar of URLs.
   *
   * @throws SelectorFormatException in upstream's words
   */
  public static FieldSelector parse(String text) {
    var requirements = new ArrayList<Requirement>();
    for (var term : terms(text)) {
      if (!term.isEmpty()) {
        requirements.add(requirement(term, text));
      }
    }
    return requirements.isEmpty() ? EVERYTHING : new FieldSelector(requirements);
  }

  private static List<String> terms(String text) {
    var terms = new ArrayList<String>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == ',') {
        terms.add(text.substring(start, i));
        start = i + 1;
      }
    }
    terms.add(text.substring(start));
    return terms;
  }

  private static Requirement requirement(String term, String whole) {
    for (int i = 0; i < term.length(); i++) {
      if (term.charAt(i) == '\\') {
        i++;
      } else {
        for (var sign : List.of("!=", "==", "=")) {
          if (term.startsWith(sign, i)) {
            var value = unescaped(term.substring(i + sign.length()));
            return new Requirement(term.substring(0, i), !sign.equals("!="), value);
          }
        }
      }
    }
    throw new SelectorFormatException(
        "invalid selector: '%s'; can't understand '%s'".formatted(whole, term));
  }

  private static String unescaped(String value) {
    var plain = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ',' || c == '=') {
        throw new SelectorFormatException(
            "invalid field selector: unescaped character in value: " + (int) c);
      }
      if (c == '\\') {
        i++;
        if (i == value.length() || "\\,=".indexOf(value.charAt(i)) < 0) {
          throw new SelectorFormatException(
              "invalid field selector: invalid escape sequence: "
                  + value.substring(i - 1, Math.min(i + 1, value.length())));
        }
        plain.append(value.charAt(i));
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /** What upstream answers if a field can't be selected in this kind; empty if all can. */
  public Optional<String> refusal(Kind kind) {
    return requirements.stream()
        .map(Requirement::label)
        .filter(label -> !kind.selectableFields().contains(label))
        .findFirst()
        .map(label -> refusal(kind, label));
  }

  private static String refusal(Kind kind, String label) {
    return kind.fieldRefusal().isEmpty()
        ? "%s is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
            .formatted(quoted(label))
        : kind.fieldRefusal().replace("%s", label);
  }

  private static String quoted(String label) {
    return '"' + label.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /**
   * Whether an object is selected.
   *
   * @param values the object's value of a label; empty text where it has none
   */
  public boolean matches(UnaryOperator<String> values) {
    for (var requirement : requirements) {
      if (values.apply(requirement.label()).equals(requirement.value()) != requirement.equal()) {
        return false;
      }
    }
    return true;
  }

  /** The value that a label must have, where the selector says so. */
  public Optional<String> requiredValue(String label) {
    return requirements.stream()
        .filter(requirement -> requirement.equal() && requirement.label().equals(label))
        .map(Requirement::value)
        .findFirst();
  }

  /** Whether every object is selected. */
  public boolean isEverything() {
    return requirements.isEmpty();
  }

  /** The spelling of URLs. */
  @Override
  public String toString() {
    return requirements.stream()
        .map(r -> r.label() + (r.equal() ? "=" : "!=") + escaped(r.value()))
        .collect(Collectors.joining(","));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace(",", "\\,").replace("=", "\\=");
  }
}
