package io.navarch.apiserver.endpoint.openapi;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schemas of custom resources in version 2, whose readers refuse what they do not know. Where a
 * value may be null, or an object may have unknown members, nothing is said of its shape.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/">Custom
 *     resources: publish validation schema in OpenAPI</a>
 */
final class AuthoredSchemas {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String TYPE = "type";
  private static final String NULLABLE = "nullable";
  private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";
  private static final String INT_OR_STRING = "x-kubernetes-int-or-string";
  private static final Set<String> WITHOUT_WORDS =
      Set.of("oneOf", "anyOf", "allOf", "not", NULLABLE, "default");

  /** What says of which shape a value is. */
  private static final Set<String> SHAPE =
      Set.of(TYPE, "items", "properties", "additionalProperties", "required");

  private AuthoredSchemas() {}

  /** The schema of a body; empty but for its kind where unknown members are welcome everywhere. */
  static ObjectNode swagger(JsonNode schema) {
    if (!schema.path(PRESERVE).asBoolean(false)) {
      return part(schema);
    }
    var open = NODES.objectNode().put(TYPE, "object");
    open.set(SchemaWriter.GROUP_VERSION_KIND, schema.path(SchemaWriter.GROUP_VERSION_KIND));
    return open;
  }

  private static ObjectNode part(JsonNode schema) {
    var converted = NODES.objectNode();
    boolean shapeless = isTrue(schema, NULLABLE) || isTrue(schema, PRESERVE);
    boolean typeless = shapeless || isTrue(schema, INT_OR_STRING);
    schema.forEachEntry((name, value) -> {
      if (WITHOUT_WORDS.contains(name)
          || (shapeless && SHAPE.contains(name))
          || (typeless && name.equals(TYPE))) {
        return;
      }
      switch (name) {
        case "properties" -> {
          var properties = converted.putObject(name);
          value.forEachEntry((field, child) -> properties.set(field, part(child)));
        }
        case "items", "additionalProperties" ->
            converted.set(name, value.isObject() ? part(value) : value);
        default -> converted.set(name, value);
      }
    });
    var reference = schema.path("allOf").path(0).path("$ref");
    if (!shapeless && reference.isString()) {
      converted.put("$ref", Swagger.reference(reference));
    }
    return converted;
  }

  private static boolean isTrue(JsonNode schema, String keyword) {
    return schema.path(keyword).asBoolean(false);
  }
}
