package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.schema.Kind;
import tools.jackson.databind.JsonNode;

/** Rules with operations: which requests they speak of. */
final class RequestRules {

  private static final String ANY = "*";

  private RequestRules() {}

  /** Whether a rule speaks of the request, if it were made for this kind. */
  static boolean anyMatches(JsonNode rules, AdmissionRequest request, Kind kind) {
    for (var rule : rules) {
      if (matches(rule, request, kind)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(JsonNode rule, AdmissionRequest request, Kind kind) {
    return names(rule.path("apiGroups"), kind.gvk().group())
        && names(rule.path("apiVersions"), kind.gvk().version())
        && names(rule.path("operations"), request.operation().name())
        && namesResource(rule.path("resources"), kind.plural(), request.subresource())
        && hasScope(rule.path("scope").asString(ANY), request, kind)
        && namesObject(rule.path("resourceNames"), request);
  }

  private static boolean names(JsonNode list, String wanted) {
    return list.valueStream()
        .map(v -> v.asString(""))
        .anyMatch(v -> v.equals(ANY) || v.equals(wanted));
  }

  private static boolean namesResource(JsonNode list, String resource, String subresource) {
    for (var node : list) {
      var name = node.asString("");
      int slash = name.indexOf('/');
      var first = slash < 0 ? name : name.substring(0, slash);
      var second = slash < 0 ? "" : name.substring(slash + 1);
      if ((first.equals(ANY) || first.equals(resource))
          && (second.equals(subresource) || (slash >= 0 && second.equals(ANY)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasScope(String scope, AdmissionRequest request, Kind kind) {
    boolean namespaced = kind.namespaced() && !request.namespace().isEmpty();
    return switch (scope) {
      case "Namespaced" -> namespaced;
      case "Cluster" -> !namespaced;
      default -> true;
    };
  }

  private static boolean namesObject(JsonNode names, AdmissionRequest request) {
    return names.isEmpty()
        || names.valueStream().anyMatch(name -> name.asString("").equals(request.name()));
  }
}
