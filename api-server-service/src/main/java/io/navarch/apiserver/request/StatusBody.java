package io.navarch.apiserver.request;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code Status} objects as they travel. */
public final class StatusBody {

  private static final JsonMapper JSON = JsonMapper.shared();

  private StatusBody() {}

  /** A refusal. */
  public static ObjectNode failure(Status status) {
    var body = start("Failure");
    if (!status.message().isEmpty()) {
      body.put("message", status.message());
    }
    if (!status.reason().wireName().isEmpty()) {
      body.put("reason", status.reason().wireName());
    }
    var details = details(status.name(), status.group(), status.kind(), status.uid());
    putCauses(details, status.causes());
    if (status.retryAfterSeconds() > 0) {
      details.put("retryAfterSeconds", status.retryAfterSeconds());
    }
    if (!details.isEmpty() || carriesEmptyDetails(status)) {
      body.set("details", details);
    }
    return body.put("code", status.code());
  }

  /** What a deletion answers when it does not answer the object. */
  public static ObjectNode deleted(String name, String group, String resource, String uid) {
    var body = start("Success");
    body.set("details", details(name, group, resource, uid));
    return body;
  }

  /** Done, and nothing more to say. */
  public static ObjectNode success(int code) {
    return start("Success").put("code", code);
  }

  private static ObjectNode start(String outcome) {
    var body = JSON.createObjectNode().put("kind", "Status").put("apiVersion", "v1");
    body.putObject("metadata");
    return body.put("status", outcome);
  }

  /** Upstream's generic answers have details without content, its worded ones have none. */
  private static boolean carriesEmptyDetails(Status status) {
    return switch (status.reason()) {
      case NOT_FOUND, METHOD_NOT_ALLOWED, FORBIDDEN, INVALID, TIMEOUT -> true;
      case NOT_ACCEPTABLE, UNSUPPORTED_MEDIA_TYPE ->
          status.message().startsWith(status.code() + ": ");
      default -> false;
    };
  }

  private static ObjectNode details(String name, String group, String kind, String uid) {
    var details = JSON.createObjectNode();
    putUnlessEmpty(details, "name", name);
    putUnlessEmpty(details, "group", group);
    putUnlessEmpty(details, "kind", kind);
    putUnlessEmpty(details, "uid", uid);
    return details;
  }

  private static void putCauses(ObjectNode details, List<FieldCause> causes) {
    if (causes.isEmpty()) {
      return;
    }
    var array = details.putArray("causes");
    for (var cause : causes) {
      var node = array.addObject();
      putUnlessEmpty(node, "reason", cause.reason());
      putUnlessEmpty(node, "message", cause.message());
      putUnlessEmpty(node, "field", cause.field());
    }
  }

  private static void putUnlessEmpty(ObjectNode node, String field, String value) {
    if (!value.isEmpty()) {
      node.put(field, value);
    }
  }
}
