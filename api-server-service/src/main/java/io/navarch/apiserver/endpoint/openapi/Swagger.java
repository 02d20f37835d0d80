package io.navarch.apiserver.endpoint.openapi;

import java.util.Collection;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The documents of OpenAPI 3 as the one document of version 2, for clients that know no other. What
 * version 2 has no words for, such as defaults beside references and alternatives, is left away.
 */
final class Swagger {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch");

  /** What a schema loses on its way to version 2. */
  private static final Set<String> UNKNOWN = Set.of("oneOf", "anyOf", "not", "nullable", "default");

  private Swagger() {}

  /**
   * All documents in one.
   *
   * @param authored whether the schema of this name was written by an author of custom resources
   */
  static ObjectNode of(Collection<ObjectNode> documents, Predicate<String> authored) {
    var paths = new TreeMap<String, ObjectNode>();
    var definitions = new TreeMap<String, JsonNode>();
    for (var document : documents) {
      document.path("paths").forEachEntry((path, item) -> paths.put(path, item(item)));
      document
          .path("components")
          .path("schemas")
          .forEachEntry((name, schema) ->
              definitions.put(
                  name, authored.test(name) ? AuthoredSchemas.swagger(schema) : schema(schema)));
    }
    var root = NODES.objectNode().put("swagger", "2.0");
    root.putObject("info").put("title", "Kubernetes").put("version", "v1.36.3");
    var pathsNode = root.putObject("paths");
    paths.forEach(pathsNode::set);
    var definitionsNode = root.putObject("definitions");
    definitions.forEach(definitionsNode::set);
    root.putObject("securityDefinitions")
        .putObject("BearerToken")
        .put("description", "The token of a client, behind the word Bearer.")
        .put("in", "header")
        .put("name", "authorization")
        .put("type", "apiKey");
    root.putArray("security").addObject().putArray("BearerToken");
    return root;
  }

  private static ObjectNode item(JsonNode item) {
    var converted = NODES.objectNode();
    item.forEachEntry((name, value) -> {
      if (METHODS.contains(name)) {
        converted.set(name, operation(value));
      } else if (name.equals("parameters")) {
        converted.set(name, parameters(value));
      }
    });
    return converted;
  }

  private static ObjectNode operation(JsonNode operation) {
    var converted = NODES.objectNode();
    var parameters = parameters(operation.path("parameters"));
    operation.forEachEntry((name, value) -> {
      switch (name) {
        case "parameters", "responses" -> {}
        case "requestBody" -> {
          converted.set("consumes", formats(value));
          parameters.insert(0, body(value));
        }
        default -> converted.set(name, value.deepCopy());
      }
    });
    if (!parameters.isEmpty()) {
      converted.set("parameters", parameters);
    }
    var produced = new TreeSet<String>();
    var responses = NODES.objectNode();
    operation
        .path("responses")
        .forEachEntry((code, response) -> {
          produced.addAll(response.path("content").propertyNames());
          responses.set(code, response(response));
        });
    var produces = converted.putArray("produces");
    produced.forEach(produces::add);
    converted.set("responses", responses);
    converted.putArray("schemes").add("https");
    return converted;
  }

  private static ObjectNode body(JsonNode body) {
    var parameter = NODES.objectNode().put("name", "body").put("in", "body");
    if (body.path("required").asBoolean(false)) {
      parameter.put("required", true);
    }
    parameter.set("schema", schema(firstSchema(body)));
    return parameter;
  }

  private static ObjectNode response(JsonNode response) {
    var converted = NODES.objectNode();
    converted.put("description", response.path("description").asString(""));
    if (response.has("content")) {
      converted.set("schema", schema(firstSchema(response)));
    }
    return converted;
  }

  private static JsonNode firstSchema(JsonNode withContent) {
    for (var content : withContent.path("content")) {
      return content.path("schema");
    }
    return NODES.objectNode();
  }

  private static ArrayNode formats(JsonNode withContent) {
    var formats = NODES.arrayNode();
    withContent.path("content").propertyNames().forEach(formats::add);
    return formats;
  }

  /** In version 2 the type of a parameter stands in the parameter itself. */
  private static ArrayNode parameters(JsonNode parameters) {
    var converted = NODES.arrayNode();
    for (var parameter : parameters) {
      var flat = converted.addObject();
      parameter.forEachEntry((name, value) -> {
        if (name.equals("schema")) {
          value.forEachEntry((field, part) -> flat.set(field, part.deepCopy()));
        } else {
          flat.set(name, value.deepCopy());
        }
      });
    }
    return converted;
  }

  private static JsonNode schema(JsonNode schema) {
    if (!(schema instanceof ObjectNode object)) {
      return schema.deepCopy();
    }
    var converted = NODES.objectNode();
    object.forEachEntry((name, value) -> {
      switch (name) {
        case "$ref" -> converted.put("$ref", reference(value));
        case "allOf" -> {
          @Nullable JsonNode only = value.size() == 1 ? value.get(0) : null;
          if (only != null) {
            schema(only).forEachEntry(converted::set);
          }
        }
        case "properties" -> {
          var properties = converted.putObject(name);
          value.forEachEntry((field, part) -> properties.set(field, schema(part)));
        }
        case "items", "additionalProperties" -> converted.set(name, schema(value));
        default -> {
          if (!UNKNOWN.contains(name)) {
            converted.set(name, value.deepCopy());
          }
        }
      }
    });
    if (object.has("oneOf") && !converted.has("type")) { // a number or a text
      converted.put("type", "string");
    }
    return converted;
  }

  static String reference(JsonNode value) {
    return value.asString("").replace("#/components/schemas/", "#/definitions/");
  }
}
