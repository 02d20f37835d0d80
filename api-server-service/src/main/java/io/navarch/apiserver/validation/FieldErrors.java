package io.navarch.apiserver.validation;

import io.navarch.apiserver.request.FieldCause;
import java.util.ArrayList;
import java.util.List;

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

  /** A value outside a closed set; the set is printed sorted and quoted. */
  public void notSupported(String field, String value, List<String> supported) {
    var words = supported.stream().sorted().map(s -> '"' + s + '"').toList();
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

  /** A cause made elsewhere. */
  public void add(String reason, String field, String message) {
    causes.add(new FieldCause(reason, message, field));
  }

  public boolean isEmpty() {
    return causes.isEmpty();
  }

  /** What was found, in the order it was found. */
  public List<FieldCause> causes() {
    return List.copyOf(causes);
  }
}
