package io.navarch.apiserver.codec;

/** What happens to unknown and duplicate fields: the query parameter of the same name. */
public enum FieldValidation {
  /** The request is refused. */
  STRICT,
  /** The client is warned; what else {@code fieldValidation} leaves open means this. */
  WARN,
  /** Nothing. */
  IGNORE;

  /** Reads the value of the query; callers check it before. */
  public static FieldValidation of(String value) {
    return switch (value) {
      case "Strict" -> STRICT;
      case "Ignore" -> IGNORE;
      default -> WARN;
    };
  }
}
