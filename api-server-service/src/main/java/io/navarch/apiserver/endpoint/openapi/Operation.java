package io.navarch.apiserver.endpoint.openapi;

import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lombok.Builder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One operation on one path.
 *
 * @param action as {@code x-kubernetes-action} names it, empty for discovery
 * @param bodyType the type of the request's body, or null
 * @param bodyFormats the media types of the request's body
 * @param bodyRequired whether the request must have a body
 * @param answerType the type of the answer, or null for plain text
 * @param answerFormats the media types of the answer
 * @param statuses of success
 */
@Builder(toBuilder = true)
record Operation(
    GroupVersion version,
    String id,
    String description,
    String action,
    @Nullable GroupVersionKind kind,
    List<String> parameters,
    @Nullable String bodyType,
    List<String> bodyFormats,
    boolean bodyRequired,
    @Nullable String answerType,
    List<String> answerFormats,
    List<Integer> statuses) {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Map<Integer, String> REASONS =
      Map.of(200, "OK", 201, "Created", 202, "Accepted");

  Operation {
    parameters = List.copyOf(parameters);
    bodyFormats = List.copyOf(bodyFormats);
    answerFormats = List.copyOf(answerFormats);
    statuses = List.copyOf(statuses);
  }

  /** The same, where the path states these parameters for all its operations. */
  Operation without(Set<String> stated) {
    var own = parameters.stream().filter(name -> !stated.contains(name)).toList();
    return toBuilder().parameters(own).build();
  }

  /** The same, answering plain text. */
  Operation asText() {
    return toBuilder().answerType(null).build();
  }

  /** The operation as OpenAPI has it; what it refers to becomes part of the schemas. */
  ObjectNode write(SchemaWriter schemas) {
    var node = NODES.objectNode();
    node.putArray("tags").add(GroupNames.tag(version));
    node.put("description", description).put("operationId", id);
    if (!parameters.isEmpty()) {
      node.set("parameters", Parameters.query(parameters));
    }
    if (bodyType != null) {
      var body = node.putObject("requestBody");
      putContent(body.putObject("content"), bodyFormats, schemas.reference(bodyType));
      if (bodyRequired) {
        body.put("required", true);
      }
    }
    var responses = node.putObject("responses");
    for (int status : statuses) {
      var response = responses.putObject(Integer.toString(status));
      response.put("description", REASONS.getOrDefault(status, ""));
      var schema =
          answerType == null
              ? NODES.objectNode().put("type", "string")
              : schemas.reference(answerType);
      putContent(response.putObject("content"), answerFormats, schema);
    }
    responses.putObject("401").put("description", "Unauthorized");
    if (!action.isEmpty()) {
      node.put("x-kubernetes-action", action);
    }
    if (kind != null) {
      node.set(SchemaWriter.GROUP_VERSION_KIND, SchemaWriter.kind(kind));
    }
    return node;
  }

  private static void putContent(ObjectNode content, List<String> formats, ObjectNode schema) {
    formats.forEach(format -> content.putObject(format).set("schema", schema));
  }
}
