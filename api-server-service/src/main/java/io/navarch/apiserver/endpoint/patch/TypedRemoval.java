package io.navarch.apiserver.endpoint.patch;

import io.navarch.apiserver.endpoint.patch.MergeType.Listed;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes the fields of a set out of an object. */
final class TypedRemoval {

  private TypedRemoval() {}

  /** A new object without these fields; the one handed in stays as it is. */
  static ObjectNode remove(ObjectNode object, FieldSet fields, MergeType type) {
    return without(object, fields, type) instanceof ObjectNode left ? left : object.objectNode();
  }

  /** What is left of a value; null if nothing is. */
  private static @Nullable JsonNode without(
      JsonNode value, FieldSet fields, @Nullable MergeType type) {
    if (type == null || type instanceof MergeType.Single || type instanceof MergeType.Untyped) {
      return value instanceof ObjectNode object && type instanceof MergeType.Untyped
          ? members(object, fields, type)
          : value;
    }
    if (type.atomic() || value.isEmpty()) {
      return null;
    }
    return switch (value) {
      case ObjectNode object -> members(object, fields, type);
      case ArrayNode array when type instanceof Listed listed -> items(array, fields, listed);
      default -> null;
    };
  }

  private static @Nullable JsonNode members(ObjectNode object, FieldSet fields, MergeType type) {
    var result = object.objectNode();
    for (var entry : object.properties()) {
      var name = entry.getKey();
      var below = fields.below(PathElements.field(name));
      if (below == null) {
        result.set(name, entry.getValue());
      } else if (!below.isMember()) {
        var left =
            below.hasBelow()
                ? without(entry.getValue(), below, type.member(name))
                : entry.getValue();
        if (left != null) {
          result.set(name, left);
        }
      }
    }
    return result.isEmpty() ? null : result;
  }

  private static @Nullable JsonNode items(ArrayNode array, FieldSet fields, Listed type) {
    var result = array.arrayNode();
    for (var item : array) {
      var below = fields.below(PathElements.item(type, item));
      if (below == null) {
        result.add(item);
      } else if (!below.isMember()) {
        var left = without(item, below, type.element());
        if (left != null) {
          result.add(left);
        }
      }
    }
    return result.isEmpty() ? null : result;
  }
}
