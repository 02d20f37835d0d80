package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.validation.FieldErrors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which changes of a running Pod's {@code spec} are allowed. Pure. */
final class PodChanges {

  private static final String ALLOWED =
      "pod updates may not change fields other than `spec.containers[*].image`,"
          + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only "
          + "additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to "
          + "be set to 1 if it was previously negative)";
  private static final String DEADLINE = "activeDeadlineSeconds";
  private static final String GRACE = "terminationGracePeriodSeconds";

  private PodChanges() {}

  static void check(ObjectNode pod, ObjectNode old, FieldErrors errors) {
    var spec = pod.path("spec");
    if (!(old.get("spec") instanceof ObjectNode oldSpec)) {
      return;
    }
    checkCounts(spec, oldSpec, errors);
    checkDeadline(spec, oldSpec, errors);
    checkTolerations(spec, oldSpec, errors);
    checkGates(spec, oldSpec, errors);
    if (errors.isEmpty() && !allowed(spec, oldSpec).equals(spec)) {
      errors.forbidden("spec", ALLOWED);
    }
  }

  /** The old spec with everything taken over that may change. */
  private static JsonNode allowed(JsonNode spec, ObjectNode oldSpec) {
    var next = oldSpec.deepCopy();
    takeImages("containers", next, spec);
    takeImages("initContainers", next, spec);
    take(DEADLINE, next, spec);
    take("tolerations", next, spec);
    if (oldSpec.path(GRACE).asLong(0) < 0 && spec.path(GRACE).asLong(0) == 1) {
      take(GRACE, next, spec);
    }
    if (isGated(oldSpec)) {
      take("schedulingGates", next, spec);
      take("nodeSelector", next, spec);
      takeNodeAffinity(next, spec);
    }
    return next;
  }

  private static void takeImages(String list, ObjectNode to, JsonNode from) {
    if (!(to.get(list) instanceof ArrayNode containers)) {
      return;
    }
    for (int i = 0; i < containers.size(); i++) {
      var image = from.path(list).path(i).path("image");
      if (containers.get(i) instanceof ObjectNode container && image.isString()) {
        container.set("image", image);
      }
    }
  }

  private static void takeNodeAffinity(ObjectNode to, JsonNode from) {
    if (from.path("affinity").has("nodeAffinity")) {
      Pods.member(to, "affinity")
          .set("nodeAffinity", from.path("affinity").path("nodeAffinity").deepCopy());
    }
  }

  private static void take(String field, ObjectNode to, JsonNode from) {
    if (from instanceof ObjectNode object) {
      Pods.carry(field, to, object);
    }
  }

  private static boolean isGated(JsonNode spec) {
    return !spec.path("schedulingGates").isEmpty();
  }

  private static void checkCounts(JsonNode spec, JsonNode oldSpec, FieldErrors errors) {
    if (spec.path("containers").size() != oldSpec.path("containers").size()) {
      errors.forbidden("spec.containers", "pod updates may not add or remove containers");
    }
    if (spec.path("initContainers").size() != oldSpec.path("initContainers").size()) {
      errors.forbidden("spec.initContainers", "pod updates may not add or remove containers");
    }
  }

  private static void checkDeadline(JsonNode spec, JsonNode oldSpec, FieldErrors errors) {
    var present = oldSpec.path(DEADLINE);
    var next = spec.path(DEADLINE);
    if (!present.isNumber()) {
      return;
    }
    if (!next.isNumber()) {
      errors.invalid(
          "spec.activeDeadlineSeconds",
          "null",
          "must not update from a positive integer to nil value");
    } else if (next.asLong() > present.asLong()) {
      errors.invalid(
          "spec.activeDeadlineSeconds",
          next.toString(),
          "must be less than or equal to previous value");
    }
  }

  private static void checkTolerations(JsonNode spec, JsonNode oldSpec, FieldErrors errors) {
    var next = spec.path("tolerations").valueStream().map(PodChanges::withoutSeconds).toList();
    boolean kept =
        oldSpec
            .path("tolerations")
            .valueStream()
            .map(PodChanges::withoutSeconds)
            .allMatch(next::contains);
    if (!kept) {
      errors.forbidden(
          "spec.tolerations",
          "existing toleration can not be modified except its tolerationSeconds");
    }
  }

  private static JsonNode withoutSeconds(JsonNode toleration) {
    if (!(toleration instanceof ObjectNode object)) {
      return toleration;
    }
    var lean = object.deepCopy();
    lean.remove("tolerationSeconds");
    return lean;
  }

  private static void checkGates(JsonNode spec, JsonNode oldSpec, FieldErrors errors) {
    var present = oldSpec.path("schedulingGates").valueStream().toList();
    for (var gate : spec.path("schedulingGates")) {
      if (!present.contains(gate)) {
        errors.forbidden(
            "spec.schedulingGates",
            "only deletion is allowed, but found new scheduling gate '%s'"
                .formatted(gate.path("name").asString("")));
      }
    }
  }
}
