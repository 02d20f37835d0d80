package io.navarch.apiserver.bootstrap;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of an object of ours that people may have changed. Pure functions of trees. */
final class Merges {

  private static final String RBAC_AUTOUPDATE = "rbac.authorization.kubernetes.io/autoupdate";
  private static final String APF_AUTOUPDATE = "apf.kubernetes.io/autoupdate-spec";

  private Merges() {}

  /** Adds missing rules and subjects, and takes nothing away, unless told to leave it alone. */
  static ObjectNode rbac(ObjectNode present, ObjectNode wanted) {
    if (annotation(present, RBAC_AUTOUPDATE).equals("false")) {
      return present;
    }
    for (var field : List.of("labels", "annotations")) {
      if (wanted.path("metadata").path(field) instanceof ObjectNode entries) {
        var metadata = (ObjectNode) present.path("metadata");
        var target =
            metadata.get(field) instanceof ObjectNode there ? there : metadata.putObject(field);
        entries.forEachEntry((key, value) -> {
          if (!target.has(key)) {
            target.set(key, value);
          }
        });
      }
    }
    if (wanted.has("aggregationRule")) {
      present.set("aggregationRule", wanted.path("aggregationRule").deepCopy());
    } else {
      addMissing(present, wanted, "rules");
    }
    addMissing(present, wanted, "subjects");
    return present;
  }

  /** Follows the wanted spec for as long as nobody said that the spec is theirs. */
  static ObjectNode flowControl(ObjectNode present, ObjectNode wanted) {
    if (!annotation(present, APF_AUTOUPDATE).equals("true")) {
      return present;
    }
    overlay((ObjectNode) present.path("spec"), wanted.path("spec"));
    return present;
  }

  /** Takes over the named fields. */
  static ObjectNode fields(ObjectNode present, ObjectNode wanted, String... fields) {
    for (var field : fields) {
      present.set(field, wanted.path(field).deepCopy());
    }
    return present;
  }

  private static void overlay(ObjectNode target, JsonNode source) {
    source.forEachEntry((key, value) -> {
      if (value instanceof ObjectNode inner && target.get(key) instanceof ObjectNode there) {
        overlay(there, inner);
      } else {
        target.set(key, value.deepCopy());
      }
    });
  }

  private static void addMissing(ObjectNode present, ObjectNode wanted, String field) {
    for (var entry : wanted.path(field)) {
      var there = present.get(field) instanceof ArrayNode array ? array : present.putArray(field);
      if (there.valueStream().noneMatch(entry::equals)) {
        there.add(entry.deepCopy());
      }
    }
  }

  private static String annotation(ObjectNode object, String name) {
    return object.path("metadata").path("annotations").path(name).asString("");
  }
}
