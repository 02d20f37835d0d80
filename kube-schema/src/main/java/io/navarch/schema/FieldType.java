package io.navarch.schema;

/** What a field may hold. */
public sealed interface FieldType {

  /** A single value. */
  record Scalar(ScalarType type) implements FieldType {}

  /** An object of a named type of the catalogue, for example {@code io.k8s.api.core.v1.PodSpec}. */
  record Ref(String typeName) implements FieldType {}

  /** An array. */
  record ListOf(FieldType element) implements FieldType {}

  /** An object with free keys. */
  record MapOf(FieldType value) implements FieldType {}
}
