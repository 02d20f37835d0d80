package io.navarch.apiserver.validation;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Roles, disruption budgets, autoscalers and priorities. */
final class PolicyChecks {

  private static final long HIGHEST_USER_PRIORITY = 1_000_000_000;

  private PolicyChecks() {}

  static void rule(ObjectNode rule, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    boolean urls = !rule.path("nonResourceURLs").isEmpty();
    boolean resources = !rule.path("resources").isEmpty();
    boolean groups = !rule.path("apiGroups").isEmpty();
    if (urls) {
      if (groups || resources || !rule.path("resourceNames").isEmpty()) {
        errors.invalid(
            spot.field("nonResourceURLs").toString(),
            Values.spell(rule.path("nonResourceURLs")),
            "rules cannot apply to both regular resources and non-resource URLs");
      }
      return;
    }
    if (!groups) {
      errors.required(
          spot.field("apiGroups").toString(), "resource rules must supply at least one api group");
    }
    if (!resources) {
      errors.required(
          spot.field("resources").toString(), "resource rules must supply at least one resource");
    }
  }

  /** A namespace has no URLs. */
  static void namespacedRules(
      ObjectNode role, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var rules = role.path("rules");
    for (int i = 0; i < rules.size(); i++) {
      var urls = rules.get(i).path("nonResourceURLs");
      if (!urls.isEmpty()) {
        errors.invalid(
            spot.field("rules").index(i).field("nonResourceURLs").toString(),
            Values.spell(urls),
            "namespaced rules cannot apply to non-resource URLs");
      }
    }
  }

  static void disruptionBounds(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (spec.has("minAvailable") && spec.has("maxUnavailable")) {
      errors.invalid(
          spot.toString(),
          Values.spell(spec),
          "minAvailable and maxUnavailable cannot be both set");
    }
    for (var field : new String[] {"minAvailable", "maxUnavailable"}) {
      WorkloadChecks.intOrPercent(spec.path(field), spot.field(field), errors);
    }
  }

  static void replicaBounds(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    JsonNode max = spec.path("maxReplicas");
    if (max.isNumber() && max.asLong() < spec.path("minReplicas").asLong(1)) {
      errors.invalid(
          spot.field("maxReplicas").toString(),
          Values.spell(max),
          "must be greater than or equal to `minReplicas`");
    }
  }

  static void priorityValue(
      ObjectNode priority, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var name = Values.text(priority.path("metadata"), "name");
    long value = priority.path("value").asLong(0);
    if (old != null && value != old.path("value").asLong(0)) {
      errors.forbidden(spot.field("value").toString(), "may not be changed in an update.");
    }
    if (old != null && !priority.path("preemptionPolicy").equals(old.path("preemptionPolicy"))) {
      errors.invalid(
          spot.field("preemptionPolicy").toString(),
          Values.spell(priority.path("preemptionPolicy")),
          "field is immutable");
    }
    if (name.startsWith("system-")) {
      if (old == null
          && !name.equals("system-node-critical")
          && !name.equals("system-cluster-critical")) {
        errors.forbidden(
            "metadata.name",
            "priority class names with 'system-' prefix are reserved for system use only. error: %s is not a known system priority class"
                .formatted(name));
      }
    } else if (value > HIGHEST_USER_PRIORITY) {
      errors.forbidden(
          spot.field("value").toString(),
          "maximum allowed value of a user defined priority is " + HIGHEST_USER_PRIORITY);
    }
  }
}
