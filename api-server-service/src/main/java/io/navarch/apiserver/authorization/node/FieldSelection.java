package io.navarch.apiserver.authorization.node;

import java.util.Arrays;

/** Whether a field selector leaves only objects with one value of a field. */
final class FieldSelection {

  private FieldSelection() {}

  static boolean selects(String selector, String field, String value) {
    return Arrays.stream(selector.split(","))
        .map(String::strip)
        .anyMatch(t -> t.equals(field + "=" + value) || t.equals(field + "==" + value));
  }
}
