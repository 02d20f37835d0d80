package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What may be used in a namespace. */
final class QuotaChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of("quota", QuotaChecks::quota, "quotaStatus", QuotaChecks::status);

  private static final Set<String> SCOPES =
      Set.of(
          "BestEffort",
          "CrossNamespacePodAffinity",
          "NotBestEffort",
          "NotTerminating",
          "PriorityClass",
          "Terminating",
          "VolumeAttributesClass");
  private static final Set<String> WITHOUT_VALUES =
      Set.of(
          "BestEffort",
          "CrossNamespacePodAffinity",
          "NotBestEffort",
          "NotTerminating",
          "Terminating");
  private static final Set<String> OF_PODS =
      Set.of(
          "pods",
          "cpu",
          "memory",
          "ephemeral-storage",
          "requests.cpu",
          "requests.memory",
          "requests.ephemeral-storage",
          "limits.cpu",
          "limits.memory",
          "limits.ephemeral-storage");

  private QuotaChecks() {}

  private static void quota(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    amounts(spec.path("hard"), spot.field("hard"), errors);
    scopes(spec, spot.field("scopes"), errors);
    for (var requirement : spec.path("scopeSelector").path("matchExpressions")) {
      requirement(requirement, spot.field("scopeSelector").field("matchExpressions"), errors);
    }
  }

  private static void amounts(JsonNode list, Spot spot, FieldErrors errors) {
    for (var entry : list.properties()) {
      var place = spot.key(entry.getKey());
      var name = entry.getKey();
      errors.invalid(place, Values.string(name), ResourceNames.quotaComplaints(name));
      errors.invalid(
          place, entry.getValue(), ResourceNames.amountComplaints(name, entry.getValue()));
    }
  }

  private static void scopes(ObjectNode spec, Spot spot, FieldErrors errors) {
    var scopes = spec.path("scopes");
    var names = scopes.valueStream().map(scope -> scope.asString("")).toList();
    for (var scope : names) {
      if (!SCOPES.contains(scope)) {
        errors.invalid(spot, scopes, "unsupported scope");
      } else if (spec.path("hard").propertyNames().stream().anyMatch(r -> !applies(scope, r))) {
        errors.invalid(spot, scopes, "unsupported scope applied to resource");
      }
    }
    for (var pair :
        List.of(List.of("BestEffort", "NotBestEffort"), List.of("Terminating", "NotTerminating"))) {
      if (names.containsAll(pair)) {
        errors.invalid(spot, scopes, "conflicting scopes");
      }
    }
  }

  private static boolean applies(String scope, String resource) {
    return switch (scope) {
      case "BestEffort" -> resource.equals("pods");
      case "VolumeAttributesClass" ->
          resource.equals("persistentvolumeclaims") || resource.contains("storage");
      default -> OF_PODS.contains(resource) || resource.contains("hugepages-");
    };
  }

  /** The places lack the index, as upstream tells them. */
  private static void requirement(JsonNode requirement, Spot spot, FieldErrors errors) {
    var scope = requirement.path("scopeName");
    var operator = requirement.path("operator");
    var values = requirement.path("values");
    if (!SCOPES.contains(scope.asString(""))) {
      errors.invalid(spot.field("scopeName"), scope, "unsupported scope");
    }
    if (WITHOUT_VALUES.contains(scope.asString("")) && !operator.asString("").equals("Exists")) {
      errors.invalid(
          spot.field("operator"),
          operator,
          "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity");
    }
    switch (operator.asString("")) {
      case "In", "NotIn" -> {
        if (values.isEmpty()) {
          errors.required(
              spot.field("values"),
              "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!values.isEmpty()) {
          errors.invalid(
              spot.field("values"),
              values,
              "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector");
        }
      }
      default -> errors.invalid(spot.field("operator"), operator, "not a valid selector operator");
    }
  }

  private static void status(
      ObjectNode quota, @Nullable ObjectNode old, Spot root, FieldErrors errors) {
    for (var list : List.of("hard", "used")) {
      amounts(quota.path("status").path(list), root.field("status").field(list), errors);
    }
  }
}
