package io.navarch.apiserver.customresource;

import io.navarch.schema.Catalogue;
import io.navarch.schema.Field;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What OpenAPI 3 shows of a version's schema: what its author wrote, and what every object has.
 *
 * @param texts what the fields of every object are, by their names
 */
record PublishedSchema(Map<String, String> texts) {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String OBJECT_META =
      "#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
  private static final String METADATA =
      "Standard object's metadata. More info: https://git.k8s.io/community/contributors/devel/"
          + "sig-architecture/api-conventions.md#metadata";
  private static final String PROPERTIES = "properties";
  private static final String DESCRIPTION = "description";
  private static final String STRING = "string";

  /** Schemas with the words that the built-in kinds have for what every object has. */
  static PublishedSchema inWordsOf(Catalogue catalogue) {
    var fields = catalogue.findType("io.k8s.api.core.v1.ConfigMap").orElseThrow().fields().values();
    return new PublishedSchema(
        fields.stream().collect(Collectors.toMap(Field::name, Field::description)));
  }

  /**
   * The schema of bodies of this version.
   *
   * @param version one of {@code spec.versions}
   */
  ObjectNode of(Definition.Version version) {
    var schema =
        version.schema() instanceof ObjectNode given ? given.deepCopy() : NODES.objectNode();
    expand(schema);
    schema.put("type", "object");
    putIdentity(schema);
    var selectable = version.selectableFields();
    if (!selectable.isEmpty()) {
      var fields = schema.putArray("x-kubernetes-selectable-fields");
      selectable.forEach(field -> fields.addObject().put("fieldPath", field));
    }
    return schema;
  }

  private void expand(JsonNode node) {
    if (!(node instanceof ObjectNode schema)) {
      return;
    }
    schema.path(PROPERTIES).forEach(this::expand);
    expand(schema.path("items"));
    expand(schema.path("additionalProperties"));
    if (schema.path("x-kubernetes-embedded-resource").asBoolean(false)) {
      putIdentity(schema);
      schema.withArray("required").add("kind").add("apiVersion");
    }
    if (schema.path("x-kubernetes-int-or-string").asBoolean(false) && !schema.has("anyOf")) {
      var types = schema.putArray("anyOf");
      types.addObject().put("type", "integer");
      types.addObject().put("type", STRING);
    }
  }

  private void putIdentity(ObjectNode schema) {
    var properties = schema.withObject(PROPERTIES);
    described("apiVersion", properties).put("type", STRING);
    described("kind", properties).put("type", STRING);
    properties
        .putObject("metadata")
        .put(DESCRIPTION, METADATA)
        .putArray("allOf")
        .addObject()
        .put("$ref", OBJECT_META);
  }

  private ObjectNode described(String field, ObjectNode properties) {
    return properties.putObject(field).put(DESCRIPTION, texts.getOrDefault(field, ""));
  }
}
