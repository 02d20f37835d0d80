package io.navarch.apiserver.endpoint.patch;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The annotation in which kubectl's client-side apply remembers its last configuration. */
final class LastApplied {

  private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
  private static final JsonMapper JSON = new JsonMapper();

  private LastApplied() {}

  /** The fields that the annotation speaks of and that still have its values; null without one. */
  static @Nullable FieldSet ownedFields(ObjectSchema schema, ObjectNode live) {
    var text = annotation(live);
    if (text.isEmpty()) {
      return null;
    }
    try {
      if (!(JSON.readTree(text) instanceof ObjectNode last)
          || !last.path("apiVersion").asString("").equals(schema.apiVersion())) {
        return null;
      }
      FieldSets.check(last, schema.root(), false);
      var changes = Comparison.of(last, live, schema.root());
      return FieldSets.of(last, schema.root()).minus(changes.written()).minus(changes.removed());
    } catch (JacksonException | UntypedObjectException e) {
      return null;
    }
  }

  /** Keeps an annotation that is there up to date, so that client-side apply can go on from it. */
  static void refresh(ObjectNode object, ObjectNode applied) {
    if (annotation(object).isEmpty()) {
      return;
    }
    var config = applied.deepCopy();
    if (config.path("metadata").get("annotations") instanceof ObjectNode annotations) {
      annotations.remove(ANNOTATION);
    }
    if (object.path("metadata").get("annotations") instanceof ObjectNode annotations) {
      annotations.put(ANNOTATION, sorted(config) + "\n");
    }
  }

  private static JsonNode sorted(JsonNode value) {
    return switch (value) {
      case ObjectNode object -> {
        var result = object.objectNode();
        object.properties().stream()
            .sorted(Map.Entry.comparingByKey())
            .forEach(e -> result.set(e.getKey(), sorted(e.getValue())));
        yield result;
      }
      case ArrayNode array -> {
        var result = array.arrayNode();
        array.forEach(element -> result.add(sorted(element)));
        yield result;
      }
      default -> value;
    };
  }

  private static String annotation(ObjectNode object) {
    return object.path("metadata").path("annotations").path(ANNOTATION).asString("");
  }
}
