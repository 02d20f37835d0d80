package io.navarch.apiserver.validation;

import tools.jackson.databind.JsonNode;

/** Numbers that may be written as a share of all. */
final class Percentages {

  private static final int ALL = 100;

  private Percentages() {}

  /** A number that isn't negative, or a percentage. */
  static void check(JsonNode value, Spot spot, FieldErrors errors) {
    if (value.isNumber() && value.asInt() < 0) {
      errors.invalid(spot, value, "must be greater than or equal to 0");
    } else if (value.isString() && !isPercentage(value)) {
      errors.invalid(
          spot,
          value,
          "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')");
    }
  }

  static void notAboveAll(JsonNode value, Spot spot, FieldErrors errors) {
    if (isPercentage(value) && amount(value) > ALL) {
      errors.invalid(spot, value, "must not be greater than 100%");
    }
  }

  /** The number, of whatever it is; 0 if there is none. */
  static int amount(JsonNode value) {
    if (isPercentage(value)) {
      var digits = value.asString("").substring(0, value.asString("").length() - 1);
      return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }
    return value.isNumber() ? value.asInt() : 0;
  }

  private static boolean isPercentage(JsonNode value) {
    return value.isString() && value.stringValue().matches("[0-9]+%");
  }
}
