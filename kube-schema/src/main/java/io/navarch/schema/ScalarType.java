package io.navarch.schema;

import java.util.Optional;

/**
 * The single values of the API. Each knows its JSON form; {@code QUANTITY} and the like are strings
 * with a grammar. Values with a definition are named types in OpenAPI and messages in protobuf.
 */
public enum ScalarType {
  STRING(""),
  BOOLEAN(""),
  INT32(""),
  INT64(""),
  DOUBLE(""),
  /** Base64 in JSON. */
  BYTES(""),
  /** RFC 3339, seconds. */
  TIME("io.k8s.apimachinery.pkg.apis.meta.v1.Time"),
  /** RFC 3339, microseconds. */
  MICRO_TIME("io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime"),
  /** Go's duration spelling. */
  DURATION("io.k8s.apimachinery.pkg.apis.meta.v1.Duration"),
  QUANTITY("io.k8s.apimachinery.pkg.api.resource.Quantity"),
  INT_OR_STRING("io.k8s.apimachinery.pkg.util.intstr.IntOrString"),
  /** Any JSON value, without a name. */
  ANY(""),
  /** An object of any kind; carried as raw bytes in protobuf. */
  RAW_EXTENSION("io.k8s.apimachinery.pkg.runtime.RawExtension"),
  /** Any JSON value; carried as raw bytes in protobuf. */
  JSON("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON"),
  JSON_SCHEMA_OR_ARRAY(
      "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray"),
  JSON_SCHEMA_OR_BOOL(
      "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool"),
  JSON_SCHEMA_OR_STRING_ARRAY(
      "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray"),
  /** The field set of server-side apply. */
  FIELDS_V1("io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1");

  private final String definition;

  ScalarType(String definition) {
    this.definition = definition;
  }

  /** The name under which OpenAPI shows the type. */
  public Optional<String> definition() {
    return definition.isEmpty() ? Optional.empty() : Optional.of(definition);
  }
}
