package io.navarch.apiserver.endpoint.patch;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Equality of JSON values: numbers are equal by value, members regardless of their order. */
final class JsonEquality {

  private JsonEquality() {}

  static boolean same(@Nullable JsonNode a, @Nullable JsonNode b) {
    if (sameInstance(a, b)) {
      return true;
    }
    if (a == null || b == null) {
      return false;
    }
    return switch (a) {
      case ObjectNode object -> b instanceof ObjectNode other && sameMembers(object, other);
      case ArrayNode array -> b instanceof ArrayNode other && sameElements(array, other);
      default -> (a.isNumber() && b.isNumber()) ? sameNumber(a, b) : a.equals(b);
    };
  }

  /** Shared sub-trees need not be walked. */
  @SuppressWarnings("ReferenceEquality")
  static boolean sameInstance(@Nullable Object a, @Nullable Object b) {
    return a == b;
  }

  private static boolean sameMembers(ObjectNode a, ObjectNode b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (var entry : a.properties()) {
      if (!same(entry.getValue(), b.get(entry.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameElements(ArrayNode a, ArrayNode b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!same(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameNumber(JsonNode a, JsonNode b) {
    if (a.canConvertToLong() && b.canConvertToLong() && a.canConvertToExactIntegral()) {
      return b.canConvertToExactIntegral() && a.longValue() == b.longValue();
    }
    return a.decimalValue().compareTo(b.decimalValue()) == 0;
  }
}
