package io.navarch.apiserver.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON as values of expressions, and back. */
public final class Values {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Values() {}

  /** JSON as it stands; what is not there is null. */
  public static Object of(@Nullable JsonNode node) {
    return of(node, Shape.FREE);
  }

  /** JSON as a schema understands it. */
  public static Object of(@Nullable JsonNode node, Shape shape) {
    if (node == null || node.isNull() || node.isMissingNode()) {
      return NullValue.NULL_VALUE;
    }
    if (node instanceof ObjectNode object) {
      return ObjectValue.of(object, shape);
    }
    if (node.isArray()) {
      var items = new ArrayList<Object>(node.size());
      var inner = shape.items();
      node.forEach(item -> items.add(of(item, inner)));
      return items;
    }
    return shape.scalar(node);
  }

  /** A text, number or truth value without a schema. */
  public static Object plain(JsonNode value) {
    return switch (value.getNodeType()) {
      case BOOLEAN -> value.booleanValue();
      case NUMBER ->
          value.isIntegralNumber() && value.canConvertToLong()
              ? (Object) value.longValue()
              : (Object) value.doubleValue();
      default -> value.asString("");
    };
  }

  /**
   * A value as JSON.
   *
   * @throws IllegalArgumentException if JSON has no form for it
   */
  public static JsonNode toJson(Object value) {
    return switch (value) {
      case ObjectValue object -> object.node();
      case NullValue _ -> JSON.nullNode();
      case String text -> JSON.stringNode(text);
      case Boolean truth -> JSON.booleanNode(truth);
      case Long number -> JSON.numberNode(number);
      case UnsignedLong number -> JSON.numberNode(number.bigIntegerValue());
      case Double number -> JSON.numberNode(number);
      case Instant time -> JSON.stringNode(time.toString());
      case Duration duration -> JSON.stringNode(Texts.duration(duration));
      case CelByteString bytes ->
          JSON.stringNode(Base64.getEncoder().encodeToString(bytes.toByteArray()));
      case Optional<?> optional when optional.isPresent() -> toJson(optional.get());
      case Map<?, ?> map -> {
        var object = JSON.objectNode();
        map.forEach((k, v) -> object.set(String.valueOf(k), toJson(v)));
        yield object;
      }
      case Iterable<?> list -> {
        var array = JSON.arrayNode();
        list.forEach(item -> array.add(toJson(item)));
        yield array;
      }
      default ->
          throw new IllegalArgumentException(
              "unsupported type %s".formatted(value.getClass().getSimpleName()));
    };
  }
}
