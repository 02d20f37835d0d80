package io.navarch.apiserver.validation;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Of a Pod that exists, little may change. */
final class PodUpdateRules {

  private static final String WORDS =
      "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

  private static final List<String> CONTAINERS = List.of("containers", "initContainers");

  private PodUpdateRules() {}

  static void check(ObjectNode now, ObjectNode old, FieldErrors errors) {
    if (!(now.get("spec") instanceof ObjectNode spec)
        || !(old.get("spec") instanceof ObjectNode before)) {
      return;
    }
    for (var list : CONTAINERS) {
      if (spec.path(list).size() != before.path(list).size()) {
        errors.forbidden("spec." + list, "pod updates may not add or remove containers");
        return;
      }
    }
    gates(spec, before, errors);
    deadline(spec, before, errors);
    tolerations(spec.path("tolerations"), before.path("tolerations"), errors);
    var lean = comparable(spec, before);
    if (!lean.equals(before)) {
      errors.forbidden("spec", WORDS + "\n" + Differences.of(before, lean));
    }
  }

  /** The new spec with what may change put back to what it was. */
  private static ObjectNode comparable(ObjectNode spec, ObjectNode before) {
    var lean = spec.deepCopy();
    for (var list : CONTAINERS) {
      for (int i = 0; i < lean.path(list).size(); i++) {
        if (lean.path(list).get(i) instanceof ObjectNode container) {
          restore(container, before.path(list).get(i), "image");
        }
      }
    }
    for (var field : Set.of("activeDeadlineSeconds", "tolerations")) {
      restore(lean, before, field);
    }
    if (before.path("terminationGracePeriodSeconds").asLong(0) < 0
        && lean.path("terminationGracePeriodSeconds").asLong(0) == 1) {
      restore(lean, before, "terminationGracePeriodSeconds");
    }
    restore(lean, before, "schedulingGates");
    if (Values.isSet(before.path("schedulingGates"))) {
      restore(lean, before, "nodeSelector");
      restoreNodeAffinity(lean, before);
    }
    return lean;
  }

  private static void restoreNodeAffinity(ObjectNode lean, ObjectNode before) {
    if (lean.get("affinity") instanceof ObjectNode affinity) {
      restore(affinity, before.path("affinity"), "nodeAffinity");
      if (affinity.isEmpty() && !before.has("affinity")) {
        lean.remove("affinity");
      }
    }
  }

  /** Gates may only be taken away; while there are any, what a node must have may grow. */
  private static void gates(ObjectNode spec, ObjectNode before, FieldErrors errors) {
    var old = before.path("schedulingGates");
    var place = Spot.ROOT.field("spec");
    Values.each(
        spec.path("schedulingGates"),
        place.field("schedulingGates"),
        (gate, at) -> {
          if (old.valueStream().noneMatch(gate::equals)) {
            errors.forbidden(
                at.field("name"),
                "only deletion is allowed, but found new scheduling gate '%s'"
                    .formatted(Values.text(gate, "name")));
          }
        });
    var selector = spec.path("nodeSelector");
    boolean kept =
        before.path("nodeSelector").properties().stream()
            .allMatch(entry -> selector.path(entry.getKey()).equals(entry.getValue()));
    if (Values.isSet(old) && !kept) {
      errors.invalid(
          place.field("nodeSelector"),
          selector,
          "only additions to spec.nodeSelector are allowed (no mutations or deletions)");
    }
  }

  private static void restore(ObjectNode target, JsonNode source, String field) {
    var value = source.get(field);
    if (value == null) {
      target.remove(field);
    } else {
      target.set(field, value);
    }
  }

  private static void deadline(ObjectNode spec, ObjectNode before, FieldErrors errors) {
    if (!before.has("activeDeadlineSeconds")) {
      return;
    }
    long old = before.path("activeDeadlineSeconds").asLong();
    var value = spec.path("activeDeadlineSeconds");
    if (!value.isNumber()) {
      errors.invalid(
          "spec.activeDeadlineSeconds",
          "null",
          "must not update from a positive integer to nil value");
    } else if (value.asLong() < 0 || value.asLong() > Integer.MAX_VALUE) {
      errors.invalid(
          "spec.activeDeadlineSeconds",
          Values.spell(value),
          "must be between 0 and %d, inclusive".formatted(Integer.MAX_VALUE));
    } else if (value.asLong() > old) {
      errors.invalid(
          "spec.activeDeadlineSeconds",
          Values.spell(value),
          "must be less than or equal to previous value");
    }
  }

  private static void tolerations(JsonNode now, JsonNode before, FieldErrors errors) {
    boolean kept =
        before
            .valueStream()
            .allMatch(old -> now.valueStream().anyMatch(t -> lean(t).equals(lean(old))));
    if (before instanceof ArrayNode && !kept) {
      errors.forbidden(
          "spec.tolerations",
          "existing toleration can not be modified except its tolerationSeconds");
    }
  }

  private static JsonNode lean(JsonNode toleration) {
    var copy = toleration.deepCopy();
    if (copy instanceof ObjectNode object) {
      object.remove("tolerationSeconds");
    }
    return copy;
  }
}
