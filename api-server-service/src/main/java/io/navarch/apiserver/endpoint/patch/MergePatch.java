package io.navarch.apiserver.endpoint.patch;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** RFC 7396: members of the patch replace those of the object, null removes them. */
final class MergePatch {

  private MergePatch() {}

  /** The patched object; both arguments stay as they are. */
  static ObjectNode apply(ObjectNode target, ObjectNode patch) {
    var result = target.objectNode();
    result.setAll(target);
    for (var change : patch.properties()) {
      var value = change.getValue();
      if (value.isNull()) {
        result.remove(change.getKey());
      } else {
        result.set(change.getKey(), merged(result.get(change.getKey()), value));
      }
    }
    return result;
  }

  private static JsonNode merged(
      @org.jspecify.annotations.Nullable JsonNode present, JsonNode value) {
    if (!(value instanceof ObjectNode patch)) {
      return value;
    }
    return apply(
        present instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode(),
        patch);
  }
}
