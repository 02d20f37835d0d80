package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.validation.FieldErrors;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What ConfigMaps and Secrets have in common. */
final class ConfigData {

  static final int MAX_BYTES = 1024 * 1024;

  private ConfigData() {}

  /** Once {@code immutable} is set it stays, and the data with it. */
  static void checkImmutable(
      ObjectNode object, ObjectNode old, FieldErrors errors, String... fields) {
    if (!old.path("immutable").asBoolean(false)) {
      return;
    }
    if (!object.path("immutable").asBoolean(false)) {
      errors.forbidden("immutable", "field is immutable when `immutable` is set");
    }
    for (var field : fields) {
      if (!same(object.path(field), old.path(field))) {
        errors.forbidden(field, "field is immutable when `immutable` is set");
      }
    }
  }

  private static boolean same(JsonNode left, JsonNode right) {
    return (left.isEmpty() && right.isEmpty()) || Objects.equals(left, right);
  }
}
