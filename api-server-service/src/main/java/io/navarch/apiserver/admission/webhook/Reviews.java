package io.navarch.apiserver.admission.webhook;

import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.cel.RequestVariables;
import io.navarch.schema.GroupVersionKind;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Requests in the form of {@code AdmissionReview}. Pure. */
final class Reviews {

  private static final String GROUP = "admission.k8s.io/";

  private Reviews() {}

  /**
   * The question.
   *
   * @param request with its objects in the version that the webhook wants to see
   * @param made the kind in which the client made the request
   */
  static ObjectNode of(AdmissionRequest request, GroupVersionKind made, String version, UUID uid) {
    var review = JsonNodeFactory.instance.objectNode();
    review.put("kind", "AdmissionReview").put("apiVersion", GROUP + version);
    var asked = review.putObject("request").put("uid", uid.toString());
    asked.setAll(RequestVariables.describe(request, made));
    asked.set("object", orNull(request.object()));
    asked.set("oldObject", orNull(request.oldObject()));
    return review;
  }

  private static JsonNode orNull(@org.jspecify.annotations.Nullable ObjectNode object) {
    return object == null ? JsonNodeFactory.instance.nullNode() : object;
  }

  /** Why an answer is none to the question; empty if it is one. */
  static String problem(JsonNode answer, ObjectNode review) {
    var version = review.path("apiVersion").asString("");
    var response = answer.path("response");
    if (version.equals(GROUP + "v1")) {
      if (!answer.path("apiVersion").asString("").equals(version)
          || !answer.path("kind").asString("").equals("AdmissionReview")) {
        return "expected webhook response of %s, Kind=AdmissionReview, got %s, Kind=%s"
            .formatted(
                version, answer.path("apiVersion").asString(""), answer.path("kind").asString(""));
      }
      var uid = review.path("request").path("uid").asString("");
      if (response.isObject() && !response.path("uid").asString("").equals(uid)) {
        return "expected response.uid=\"%s\", got \"%s\""
            .formatted(uid, response.path("uid").asString(""));
      }
    }
    return response.isObject() ? "" : "webhook response was absent";
  }
}
