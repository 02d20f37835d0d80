package io.navarch.apiserver.codec;

import io.navarch.schema.Catalogue;
import io.navarch.schema.Field;
import io.navarch.schema.FieldType;
import io.navarch.schema.ObjectType;
import io.navarch.schema.Presence;
import io.navarch.schema.ScalarType;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings the members of an object into the form that they have after a way through upstream's Go
 * structs: in the order of declaration, empty ones dropped, kept or written out as the field says.
 */
final class TypedForm {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Catalogue catalogue;

  TypedForm(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** An object of these members; null and missing are the same. */
  ObjectNode arrange(ObjectType type, Map<String, JsonNode> members) {
    var object = NODES.objectNode();
    for (var field : type.fields().values()) {
      @Nullable JsonNode value = members.get(field.name());
      if (value == null || value.isNull()) {
        if (field.presence() == Presence.ALWAYS) {
          object.set(field.name(), empty(field));
        }
      } else if (field.presence() != Presence.IF_NOT_EMPTY || !isEmpty(value)) {
        object.set(field.name(), value);
      }
    }
    return object;
  }

  static ObjectNode nothing() {
    return NODES.objectNode();
  }

  private static boolean isEmpty(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> value.stringValue().isEmpty();
      case NUMBER -> value.decimalValue().signum() == 0;
      case BOOLEAN -> !value.booleanValue();
      case ARRAY, OBJECT -> value.isEmpty();
      default -> true;
    };
  }

  private JsonNode empty(Field field) {
    if (field.nullable()) {
      return NODES.nullNode();
    }
    return switch (field.type()) {
      case FieldType.Scalar(var scalar) -> empty(scalar);
      case FieldType.Ref(var name) ->
          catalogue
              .findType(name)
              .<JsonNode>map(type -> arrange(type, Map.of()))
              .orElseGet(NODES::objectNode);
      case FieldType.ListOf _, FieldType.MapOf _ -> NODES.nullNode();
    };
  }

  private static JsonNode empty(ScalarType scalar) {
    return switch (scalar) {
      case STRING -> NODES.stringNode("");
      case BOOLEAN -> NODES.booleanNode(false);
      case INT32, INT64, DOUBLE, INT_OR_STRING -> NODES.numberNode(0);
      case QUANTITY -> NODES.stringNode("0");
      case DURATION -> NODES.stringNode("0s");
      case BYTES,
          TIME,
          MICRO_TIME,
          ANY,
          RAW_EXTENSION,
          JSON,
          JSON_SCHEMA_OR_ARRAY,
          JSON_SCHEMA_OR_BOOL,
          JSON_SCHEMA_OR_STRING_ARRAY,
          FIELDS_V1 ->
          NODES.nullNode();
    };
  }
}
