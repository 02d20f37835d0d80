package io.navarch.apiserver.endpoint.patch;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON values as Go's {@code %v} prints them: error messages of patches carry them. */
final class GoText {

  private GoText() {}

  static String of(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return "<nil>";
    }
    return switch (value) {
      case ObjectNode object -> map(object);
      case ArrayNode array ->
          StreamSupport.stream(array.spliterator(), false)
              .map(GoText::of)
              .collect(Collectors.joining(" ", "[", "]"));
      default -> value.isString() ? value.stringValue() : value.toString();
    };
  }

  private static String map(ObjectNode object) {
    var sorted = new TreeMap<String, JsonNode>();
    object.properties().forEach(e -> sorted.put(e.getKey(), e.getValue()));
    return sorted.entrySet().stream()
        .map((Map.Entry<String, JsonNode> e) -> e.getKey() + ":" + of(e.getValue()))
        .collect(Collectors.joining(" ", "map[", "]"));
  }

  /** The type of a JSON value as Go's decoder makes it. */
  static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "map";
      case ARRAY -> "slice";
      case STRING -> "string";
      case BOOLEAN -> "bool";
      case NUMBER -> value.isIntegralNumber() ? "int64" : "float64";
      default -> "nil";
    };
  }
}
