package io.navarch.apiserver.customresource;

import io.navarch.apiserver.validation.FieldErrors;
import tools.jackson.databind.JsonNode;

/** What makes a schema structural: every value has a type, so that it can be pruned and merged. */
final class StructuralRules {

  private static final String ANY_NUMBER_OR_TEXT = "x-kubernetes-int-or-string";
  private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";

  private StructuralRules() {}

  /** Checks the schema of a body. */
  static void check(JsonNode schema, String place, FieldErrors errors) {
    var type = schema.path("type").asString("");
    if (type.isEmpty()) {
      errors.required(place + ".type", "must not be empty at the root");
    } else if (!type.equals("object")) {
      errors.invalid(place + ".type", '"' + type + '"', "must be object at the root");
    }
    below(schema, place, errors);
  }

  private static void below(JsonNode schema, String place, FieldErrors errors) {
    for (var property : schema.path("properties").properties()) {
      value(property.getValue(), "%s.properties[%s]".formatted(place, property.getKey()), errors);
    }
    var others = schema.path("additionalProperties");
    if (others.isObject()) {
      if (schema.has("properties")) {
        errors.forbidden(
            place + ".additionalProperties",
            "additionalProperties and properties are mutual exclusive");
      }
      value(others, place + ".additionalProperties", errors);
    }
    if (schema.path("items").isObject()) {
      value(schema.path("items"), place + ".items", errors);
    } else if (schema.path("type").asString("").equals("array")) {
      errors.required(place + ".items", "must be specified");
    }
  }

  private static void value(JsonNode schema, String place, FieldErrors errors) {
    boolean free =
        schema.path(ANY_NUMBER_OR_TEXT).asBoolean(false) || schema.path(PRESERVE).asBoolean(false);
    if (schema.path("type").asString("").isEmpty() && !free) {
      errors.required(place + ".type", "must not be empty for specified object fields");
    }
    if (schema.path("uniqueItems").asBoolean(false)) {
      errors.forbidden(
          place + ".uniqueItems",
          "uniqueItems cannot be set to true since the runtime complexity becomes quadratic");
    }
    below(schema, place, errors);
  }
}
