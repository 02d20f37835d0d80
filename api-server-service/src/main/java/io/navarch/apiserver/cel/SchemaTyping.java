package io.navarch.apiserver.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import lombok.RequiredArgsConstructor;
import tools.jackson.databind.JsonNode;

/** What the checker knows of values by their schema. Every object is a type of its own. */
@RequiredArgsConstructor
final class SchemaTyping {

  private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";

  private final Environment environment;

  /** Declares {@code self} and {@code oldSelf}. */
  static void declare(
      Environment environment, JsonNode schema, boolean resource, boolean optionalOld) {
    var typing = new SchemaTyping(environment);
    var type = typing.of(schema, "selfType", resource);
    environment.declare("self", type);
    environment.declare("oldSelf", optionalOld ? OptionalType.create(type) : type);
  }

  private CelType of(JsonNode schema, String name, boolean resource) {
    if (schema.path("x-kubernetes-int-or-string").asBoolean(false)) {
      return SimpleType.DYN;
    }
    return switch (schema.path("type").asString("")) {
      case "object" -> object(schema, name, resource);
      case "array" -> ListType.create(of(schema.path("items"), name + ".@items", false));
      case "string" -> text(schema);
      case "integer" -> SimpleType.INT;
      case "number" -> SimpleType.DOUBLE;
      case "boolean" -> SimpleType.BOOL;
      default -> SimpleType.DYN;
    };
  }

  private static CelType text(JsonNode schema) {
    return switch (schema.path("format").asString("")) {
      case "byte" -> SimpleType.BYTES;
      case "duration" -> SimpleType.DURATION;
      case "date", "date-time" -> SimpleType.TIMESTAMP;
      default -> SimpleType.STRING;
    };
  }

  private CelType object(JsonNode schema, String name, boolean resource) {
    var values = schema.path("additionalProperties");
    if (values.isObject() && !values.isEmpty()) {
      return MapType.create(SimpleType.STRING, of(values, name + ".@values", false));
    }
    boolean embedded = resource || schema.path("x-kubernetes-embedded-resource").asBoolean(false);
    if (!embedded && schema.path("properties").isEmpty()) {
      return schema.path(PRESERVE).asBoolean(false) || values.asBoolean(false)
          ? SimpleType.DYN
          : struct(name, Map.of());
    }
    var fields = new TreeMap<String, CelType>();
    for (var property : schema.path("properties").properties()) {
      PropertyNames.escape(property.getKey())
          .ifPresent(
              escaped -> fields.put(escaped, of(property.getValue(), name + "." + escaped, false)));
    }
    if (embedded) {
      fields.put("apiVersion", SimpleType.STRING);
      fields.put("kind", SimpleType.STRING);
      var metadata = new LinkedHashMap<String, CelType>();
      metadata.put("name", SimpleType.STRING);
      metadata.put("generateName", SimpleType.STRING);
      fields.put("metadata", struct(name + ".metadata", metadata));
    }
    return struct(name, fields);
  }

  private StructType struct(String name, Map<String, CelType> fields) {
    var type = PatchTypes.struct(name, fields);
    environment.addType(type);
    return type;
  }
}
