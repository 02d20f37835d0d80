package io.navarch.apiserver.endpoint.filter;

import io.navarch.apiserver.request.Status;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A {@code Status} as plain JSON. */
final class StatusJson {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private StatusJson() {}

  static void write(Status status, HttpServletResponse response) throws IOException {
    response.setStatus(status.code());
    response.setContentType("application/json");
    if (status.retryAfterSeconds() > 0) {
      response.setHeader("Retry-After", String.valueOf(status.retryAfterSeconds()));
    }
    response.getOutputStream().write(MAPPER.writeValueAsBytes(tree(status)));
  }

  static ObjectNode tree(Status status) {
    var tree = MAPPER.createObjectNode();
    tree.put("kind", "Status").put("apiVersion", "v1");
    tree.putObject("metadata");
    tree.put("status", "Failure").put("message", status.message());
    if (!status.reason().wireName().isEmpty()) {
      tree.put("reason", status.reason().wireName());
    }
    var details = MAPPER.createObjectNode();
    putUnlessEmpty(details, "name", status.name());
    putUnlessEmpty(details, "group", status.group());
    putUnlessEmpty(details, "kind", status.kind());
    if (!details.isEmpty()) {
      tree.set("details", details);
    }
    return tree.put("code", status.code());
  }

  private static void putUnlessEmpty(ObjectNode node, String name, String value) {
    if (!value.isEmpty()) {
      node.put(name, value);
    }
  }
}
