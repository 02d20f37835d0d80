package io.navarch.apiserver.customresource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What OpenAPI 3 shows of a version's schema: what its author wrote, and what every object has. */
final class PublishedSchema {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String OBJECT_META =
      "#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
  private static final String PROPERTIES = "properties";
  private static final String DESCRIPTION = "description";
  private static final String STRING = "string";

  private PublishedSchema() {}

  /**
   * The schema of bodies of this version.
   *
   * @param version one of {@code spec.versions}
   */
  static ObjectNode of(Definition.Version version) {
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

  private static void expand(JsonNode node) {
    if (!(node instanceof ObjectNode schema)) {
      return;
    }
    schema.path(PROPERTIES).forEach(PublishedSchema::expand);
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

  private static void putIdentity(ObjectNode schema) {
    var properties = schema.withObject(PROPERTIES);
    properties
        .putObject("apiVersion")
        .put(DESCRIPTION, "The group and version in which the object is written.")
        .put("type", STRING);
    properties
        .putObject("kind")
        .put(DESCRIPTION, "The kind of the object, in CamelCase. It can't be changed.")
        .put("type", STRING);
    properties
        .putObject("metadata")
        .put(DESCRIPTION, "What every object has: its name, labels, annotations and more.")
        .putArray("allOf")
        .addObject()
        .put("$ref", OBJECT_META);
  }
}
