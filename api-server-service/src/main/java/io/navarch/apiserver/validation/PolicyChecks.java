package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import io.navarch.schema.selector.LabelSelector;
import io.navarch.schema.selector.SelectorFormatException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Roles, disruption budgets and priorities. */
final class PolicyChecks {

  private static final long HIGHEST_USER_PRIORITY = 1_000_000_000;

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "policyRule", PolicyChecks::rule,
          "namespacedRules", PolicyChecks::namespacedRules,
          "aggregation", PolicyChecks::aggregation,
          "subject", PolicyChecks::subject,
          "clusterSubjects", PolicyChecks::clusterSubjects,
          "disruptionBounds", PolicyChecks::disruptionBounds,
          "priorityValue", PolicyChecks::priorityValue);

  private static final String RBAC = "rbac.authorization.k8s.io";

  private PolicyChecks() {}

  private static void rule(
      ObjectNode rule, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
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
  private static void namespacedRules(
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

  private static void disruptionBounds(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    if (spec.has("minAvailable") && spec.has("maxUnavailable")) {
      errors.invalid(
          spot.toString(),
          Values.spell(spec),
          "minAvailable and maxUnavailable cannot be both set");
    }
    for (var field : new String[] {"minAvailable", "maxUnavailable"}) {
      Percentages.check(spec.path(field), spot.field(field), errors);
      Percentages.notAboveAll(spec.path(field), spot.field(field), errors);
    }
  }

  private static void aggregation(
      ObjectNode rule, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    Values.each(
        rule.path("clusterRoleSelectors"),
        spot.field("clusterRoleSelectors"),
        (selector, at) -> {
          SelectorChecks.check(selector, at, errors);
          try {
            var _ = LabelSelector.fromObject(selector);
          } catch (SelectorFormatException e) {
            errors.invalid(at.toString(), "null", "invalid label selector.");
          }
        });
  }

  private static void subject(
      ObjectNode subject, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var group = subject.path("apiGroup");
    switch (Values.text(subject, "kind")) {
      case "ServiceAccount" -> {
        var name = subject.path("name");
        if (Values.isSet(name)) {
          errors.invalid(
              spot.field("name"), name, Formats.check("dnsSubdomain", name.asString("")));
        }
        if (Values.isSet(group)) {
          errors.notSupported(spot.field("apiGroup"), group, List.of(""));
        }
      }
      case "User", "Group" -> {
        if (!group.asString("").equals(RBAC)) {
          errors.notSupported(spot.field("apiGroup"), group, List.of(RBAC));
        }
      }
      default -> {}
    }
  }

  /** Elsewhere a ServiceAccount without a namespace is one of the binding's own. */
  private static void clusterSubjects(
      ObjectNode binding, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    Values.each(
        binding.path("subjects"),
        spot.field("subjects"),
        (subject, at) -> {
          if (Values.text(subject, "kind").equals("ServiceAccount")
              && Values.text(subject, "namespace").isEmpty()) {
            errors.required(at.field("namespace"));
          }
        });
  }

  private static void priorityValue(
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
