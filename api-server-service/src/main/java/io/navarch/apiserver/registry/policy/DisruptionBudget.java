package io.navarch.apiserver.registry.policy;

import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.FieldCause;
import io.navarch.apiserver.request.Status;
import io.navarch.apiserver.request.StatusReason;
import io.navarch.schema.GroupResource;
import io.navarch.schema.selector.LabelSelector;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A view on a PodDisruptionBudget as an eviction asks it. Pure: it reads and writes its tree. */
record DisruptionBudget(ObjectNode tree) {

  static final GroupResource RESOURCE = new GroupResource("policy", "poddisruptionbudgets");

  /** As many evictions may be under way before the controller must have seen some of them. */
  private static final int MAX_UNDER_WAY = 2_000;

  private static final int SOON = 10;

  String name() {
    return ObjectMeta.of(tree).name();
  }

  boolean selects(ObjectNode pod) {
    return LabelSelector.fromObject(tree.path("spec").path("selector"))
        .matches(ObjectMeta.of(pod).labels());
  }

  /** Whether a Pod that is not ready may go without being counted. */
  boolean letsUnhealthyGo() {
    var policy = tree.at("/spec/unhealthyPodEvictionPolicy").asString("");
    return policy.equals("AlwaysAllow")
        || (number("currentHealthy") >= number("desiredHealthy") && number("desiredHealthy") > 0);
  }

  /**
   * Counts one more eviction.
   *
   * @throws ApiStatusException 429 if there is no room for it
   */
  void take(String pod, String now) {
    if (number("observedGeneration") < ObjectMeta.of(tree).generation()) {
      throw later(
          "Cannot evict pod as it would violate the pod's disruption budget.",
          "The disruption budget %s is still being processed by the server.".formatted(name()),
          SOON);
    }
    long allowed = number("disruptionsAllowed");
    if (allowed < 0) {
      throw forbidden("pdb disruptions allowed is negative");
    }
    if (tree.at("/status/disruptedPods").size() > MAX_UNDER_WAY) {
      throw forbidden(
          "DisruptedPods map too big - too many evictions not confirmed by PDB controller");
    }
    if (allowed == 0) {
      throw later(
          "Cannot evict pod as it would violate the pod's disruption budget.", exhausted(), 0);
    }
    var status = status();
    status.put("disruptionsAllowed", allowed - 1);
    if (allowed == 1) {
      noteNoneAllowed(status, now);
    }
    var under = status.get("disruptedPods") instanceof ObjectNode known ? known : null;
    (under == null ? status.putObject("disruptedPods") : under).put(pod, now);
  }

  private String exhausted() {
    return "The disruption budget %s needs %d healthy pods and has %d currently"
        .formatted(name(), number("desiredHealthy"), number("currentHealthy"));
  }

  private static void noteNoneAllowed(ObjectNode status, String now) {
    var conditions =
        status.get("conditions") instanceof ArrayNode known ? known : status.putArray("conditions");
    for (var condition : conditions) {
      if (condition instanceof ObjectNode node
          && node.path("type").asString("").equals("DisruptionAllowed")) {
        if (node.path("status").asString("").equals("True")) {
          node.put("lastTransitionTime", now);
        }
        node.put("status", "False").put("reason", "InsufficientPods");
      }
    }
  }

  private ObjectNode status() {
    return tree.get("status") instanceof ObjectNode known ? known : tree.putObject("status");
  }

  private long number(String field) {
    return tree.path("status").path(field).asLong(0);
  }

  private ApiStatusException forbidden(String why) {
    return ApiStatusException.forbidden(RESOURCE, name(), why);
  }

  private static ApiStatusException later(String message, String cause, int seconds) {
    return new ApiStatusException(
        new Status(
            StatusReason.TOO_MANY_REQUESTS,
            StatusReason.TOO_MANY_REQUESTS.code(),
            message,
            "",
            "",
            "",
            "",
            List.of(new FieldCause("DisruptionBudget", cause, "")),
            seconds));
  }
}
