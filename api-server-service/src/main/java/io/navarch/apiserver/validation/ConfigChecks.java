package io.navarch.apiserver.validation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** ConfigMaps and Secrets. */
final class ConfigChecks {

  private ConfigChecks() {}

  static void keys(ObjectNode object, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    for (var name : object.path("binaryData").propertyNames()) {
      if (object.path("data").has(name)) {
        errors.invalid(
            spot.field("data").key(name).toString(),
            Values.quote(name),
            "duplicate of key present in binaryData");
      }
    }
  }

  static void immutable(
      ObjectNode object, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (old == null || !old.path("immutable").asBoolean(false)) {
      return;
    }
    var words = "field is immutable when `immutable` is set";
    if (!object.path("immutable").asBoolean(false)) {
      errors.forbidden(spot.field("immutable").toString(), words);
    }
    for (var field : List.of("data", "binaryData")) {
      boolean bothEmpty = object.path(field).isEmpty() && old.path(field).isEmpty();
      if (!bothEmpty && !object.path(field).equals(old.path(field))) {
        errors.forbidden(spot.field(field).toString(), words);
      }
    }
  }
}
