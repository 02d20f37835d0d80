package io.navarch.apiserver.validation;

import io.navarch.schema.quantity.Quantity;
import io.navarch.schema.quantity.QuantityFormatException;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Small questions that rules ask of values. */
final class Values {

  private Values() {}

  /** Whether a value is there and not empty. */
  static boolean isSet(@Nullable JsonNode value) {
    if (value == null) {
      return false;
    }
    return switch (value.getNodeType()) {
      case NULL, MISSING -> false;
      case STRING -> !value.stringValue().isEmpty();
      case ARRAY, OBJECT -> !value.isEmpty();
      case NUMBER -> value.doubleValue() != 0;
      default -> true;
    };
  }

  /** Goes over a list, with the place of each element. */
  static void each(JsonNode list, Spot spot, BiConsumer<JsonNode, Spot> visitor) {
    for (int i = 0; i < list.size(); i++) {
      visitor.accept(list.get(i), spot.index(i));
    }
  }

  /** The amount a quantity stands for; null if it is none. */
  static @Nullable Quantity quantity(JsonNode value) {
    try {
      return value.isString() || value.isNumber() ? Quantity.parse(value.asString()) : null;
    } catch (QuantityFormatException e) {
      return null;
    }
  }

  static boolean isTrue(JsonNode object, String member) {
    return object.path(member).asBoolean(false);
  }

  static JsonNode string(String text) {
    return StringNode.valueOf(text);
  }

  static String text(JsonNode object, String member) {
    return object.path(member).asString("");
  }

  static JsonNode at(JsonNode object, List<String> path) {
    var node = object;
    for (var name : path) {
      node = node.path(name);
    }
    return node;
  }

  /** As messages spell a value: JSON, strings quoted. */
  static String spell(JsonNode value) {
    return value.isMissingNode() ? "null" : value.toString();
  }

  static String quote(String text) {
    return StringNode.valueOf(text).toString();
  }
}
