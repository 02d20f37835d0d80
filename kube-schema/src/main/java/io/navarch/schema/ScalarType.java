package io.navarch.schema;

/**
 * The single values of the API. Each knows its JSON form; {@code QUANTITY} and the like are strings
 * with a grammar.
 */
public enum ScalarType {
  STRING,
  BOOLEAN,
  INT32,
  INT64,
  DOUBLE,
  /** Base64 in JSON. */
  BYTES,
  /** RFC 3339, seconds. */
  TIME,
  /** RFC 3339, microseconds. */
  MICRO_TIME,
  /** Go's duration spelling. */
  DURATION,
  QUANTITY,
  INT_OR_STRING,
  /** Any JSON value; carried as raw bytes in protobuf. */
  ANY,
  /** The field set of server-side apply. */
  FIELDS_V1
}
