package io.navarch.schema.selector;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one label must be. */
public record LabelRequirement(String key, Operator operator, Set<String> values) {

  /** How values are compared. */
  public enum Operator {
    EQUALS("="),
    DOUBLE_EQUALS("=="),
    NOT_EQUALS("!="),
    IN(" in "),
    NOT_IN(" notin "),
    EXISTS(""),
    DOES_NOT_EXIST("!"),
    GREATER_THAN(">"),
    LESS_THAN("<");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }
  }

  public LabelRequirement {
    SortedSet<String> sorted = new TreeSet<>(values);
    values = Collections.unmodifiableSortedSet(sorted);
  }

  /**
   * A requirement whose key and values are valid.
   *
   * @throws SelectorFormatException in upstream's words
   */
  static LabelRequirement checked(String key, Operator operator, Collection<String> values) {
    var errors = new ArrayList<String>();
    keyError(key, errors);
    var sorted = new TreeSet<>(values);
    countErrors(operator, sorted, errors);
    int index = 0;
    for (var value : sorted) {
      var wrong = LabelSyntax.valueErrors(value);
      if (!wrong.isEmpty()) {
        errors.add(
            "values[%d][%s]: Invalid value: \"%s\": %s"
                .formatted(index, key, value, String.join("; ", wrong)));
      }
      index++;
    }
    if (errors.isEmpty()) {
      return new LabelRequirement(key, operator, sorted);
    }
    throw new SelectorFormatException(
        errors.size() == 1 ? errors.getFirst() : "[" + String.join(", ", errors) + "]");
  }

  /** Checks the key alone, as the parser does before it reads on. */
  static void keyError(String key, List<String> errors) {
    var wrong = LabelSyntax.keyErrors(key);
    if (!wrong.isEmpty()) {
      errors.add("<nil>: Invalid value: \"%s\": %s".formatted(key, String.join("; ", wrong)));
    }
  }

  private static void countErrors(Operator operator, Set<String> values, List<String> errors) {
    switch (operator) {
      case IN, NOT_IN -> {
        if (values.isEmpty()) {
          errors.add(
              "values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty");
        }
      }
      case EXISTS, DOES_NOT_EXIST -> {
        if (!values.isEmpty()) {
          errors.add(
              "values: Invalid value: [%s]: values set must be empty for exists and does not exist"
                  .formatted(String.join(",", values.stream().map(v -> '"' + v + '"').toList())));
        }
      }
      case GREATER_THAN, LESS_THAN -> {
        for (var value : values) {
          if (number(value) == null) {
            errors.add(
                "values[0]: Invalid value: \"%s\": for 'Gt', 'Lt' operators, the value must be an integer"
                    .formatted(value));
          }
        }
      }
      case EQUALS, DOUBLE_EQUALS, NOT_EQUALS -> {}
    }
  }

  /** Whether an object with these labels meets the requirement. */
  public boolean matches(Map<String, String> labels) {
    @Nullable String value = labels.get(key);
    return switch (operator) {
      case EQUALS, DOUBLE_EQUALS, IN -> value != null && values.contains(value);
      case NOT_EQUALS, NOT_IN -> value == null || !values.contains(value);
      case EXISTS -> value != null;
      case DOES_NOT_EXIST -> value == null;
      case GREATER_THAN -> compare(value) > 0;
      case LESS_THAN -> compare(value) < 0;
    };
  }

  /** The order of the label and the requirement's number; 0 where they can't be compared. */
  private int compare(@Nullable String value) {
    @Nullable Long actual = value == null ? null : number(value);
    @Nullable Long bound = values.isEmpty() ? null : number(values.iterator().next());
    return actual == null || bound == null ? 0 : actual.compareTo(bound);
  }

  private static @Nullable Long number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The spelling of URLs. */
  @Override
  public String toString() {
    return switch (operator) {
      case EXISTS -> key;
      case DOES_NOT_EXIST -> "!" + key;
      case IN, NOT_IN -> key + operator.sign + "(" + String.join(",", values) + ")";
      case EQUALS, DOUBLE_EQUALS, NOT_EQUALS, GREATER_THAN, LESS_THAN ->
          key + operator.sign + String.join(",", values);
    };
  }
}
