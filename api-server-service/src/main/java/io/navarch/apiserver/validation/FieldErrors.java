package io.navarch.apiserver.validation;

import io.navarch.apiserver.request.FieldCause;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Collects everything that is wrong with an object, in upstream's words (apimachinery's {@code
 * field.Error}). Used by one thread.
 */
public final class FieldErrors {

  private final List<FieldCause> causes = new ArrayList<>();

  public void required(String field, String detail) {
    add(
        "FieldValueRequired",
        field,
        detail.isEmpty() ? "Required value" : "Required value: " + detail);
  }

  /**
   * A value that is not allowed.
   *
   * @param value as JSON would spell it: strings with quotes
   */
  public void invalid(String field, String value, String detail) {
    add("FieldValueInvalid", field, "Invalid value: %s: %s".formatted(value, detail));
  }

  /** A value outside a closed set, which is printed quoted and in the order given. */
  public void notSupported(String field, String value, List<String> supported) {
    var words = supported.stream().map(s -> '"' + s + '"').toList();
    add(
        "FieldValueNotSupported",
        field,
        "Unsupported value: %s: supported values: %s".formatted(value, String.join(", ", words)));
  }

  public void forbidden(String field, String detail) {
    add("FieldValueForbidden", field, "Forbidden: " + detail);
  }

  public void duplicate(String field, String value) {
    add("FieldValueDuplicate", field, "Duplicate value: " + value);
  }

  public void notFound(String field, String value) {
    add("FieldValueNotFound", field, "Not found: " + value);
  }

  public void tooLong(String field, int maxLength) {
    add("FieldValueTooLong", field, "Too long: may not be more than %d bytes".formatted(maxLength));
  }

  public void tooMany(String field, int actual, int max) {
    add(
        "FieldValueTooMany",
        field,
        "Too many: %d: must have at most %d items".formatted(actual, max));
  }

  /** A cause made elsewhere. What was said already is not said again. */
  public void add(String reason, String field, String message) {
    var cause = new FieldCause(reason, message, field);
    if (!causes.contains(cause)) {
      causes.add(cause);
    }
  }

  void required(Spot field) {
    required(field, "");
  }

  void required(Spot field, String detail) {
    required(field.toString(), detail);
  }

  void invalid(Spot field, JsonNode value, String detail) {
    invalid(field.toString(), Values.spell(value), detail);
  }

  void invalid(Spot field, JsonNode value, List<String> details) {
    details.forEach(detail -> invalid(field, value, detail));
  }

  void notSupported(Spot field, JsonNode value, List<String> supported) {
    notSupported(field.toString(), Values.spell(value), supported);
  }

  void forbidden(Spot field, String detail) {
    forbidden(field.toString(), detail);
  }

  void duplicate(Spot field, JsonNode value) {
    duplicate(field.toString(), Values.spell(value));
  }

  void notFound(Spot field, JsonNode value) {
    notFound(field.toString(), Values.spell(value));
  }

  public boolean isEmpty() {
    return causes.isEmpty();
  }

  /** What was found, in the order it was found. */
  public List<FieldCause> causes() {
    return List.copyOf(causes);
  }
}
