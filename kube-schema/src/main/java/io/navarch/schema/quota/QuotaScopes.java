package io.navarch.schema.quota;

import io.navarch.schema.GroupResource;
import io.navarch.schema.pod.QualityOfService;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The objects that a quota is about: those that fit all its scopes. Pure. */
public record QuotaScopes(List<Scope> scopes) {

  /** Copies what it is given. */
  public QuotaScopes {
    scopes = List.copyOf(scopes);
  }

  /** One scope with its operator on values. */
  public record Scope(String name, String operator, Set<String> values) {

    /** Copies what it is given. */
    public Scope {
      values = Set.copyOf(values);
    }

    /** Whether an object that belongs to this class, or to none, fits. */
    boolean admits(String className) {
      return switch (operator) {
        case "Exists" -> !className.isEmpty();
        case "DoesNotExist" -> className.isEmpty();
        case "In" -> !className.isEmpty() && values.contains(className);
        case "NotIn" -> !values.contains(className);
        default -> false;
      };
    }
  }

  /** The scopes of a quota's {@code spec}. */
  public static QuotaScopes of(JsonNode spec) {
    var scopes = new ArrayList<Scope>();
    spec.path("scopes").forEach(s -> scopes.add(new Scope(s.asString(""), "Exists", Set.of())));
    for (var requirement : spec.path("scopeSelector").path("matchExpressions")) {
      var values = new TreeSet<String>();
      requirement.path("values").forEach(v -> values.add(v.asString("")));
      scopes.add(
          new Scope(
              requirement.path("scopeName").asString(""),
              requirement.path("operator").asString(""),
              values));
    }
    return new QuotaScopes(scopes);
  }

  /** Whether all objects fit. */
  public boolean isEmpty() {
    return scopes.isEmpty();
  }

  /** Whether an object fits. */
  public boolean match(GroupResource resource, JsonNode object) {
    return scopes.stream().allMatch(scope -> matches(scope, resource, object));
  }

  private static boolean matches(Scope scope, GroupResource resource, JsonNode object) {
    if (resource.equals(QuotaUsage.PODS)) {
      return matchesPod(scope, object);
    }
    return resource.equals(QuotaUsage.CLAIMS)
        && scope.name().equals("VolumeAttributesClass")
        && attributesClasses(object).anyMatch(scope::admits);
  }

  private static boolean matchesPod(Scope scope, JsonNode pod) {
    var spec = pod.path("spec");
    return switch (scope.name()) {
      case "Terminating" -> isTerminating(spec);
      case "NotTerminating" -> !isTerminating(spec);
      case "BestEffort" -> isBestEffort(pod);
      case "NotBestEffort" -> !isBestEffort(pod);
      case "PriorityClass" -> scope.admits(spec.path("priorityClassName").asString(""));
      case "CrossNamespacePodAffinity" -> looksAcrossNamespaces(spec.path("affinity"));
      default -> false;
    };
  }

  private static boolean isTerminating(JsonNode spec) {
    return spec.path("activeDeadlineSeconds").asLong(-1) >= 0;
  }

  private static boolean isBestEffort(JsonNode pod) {
    return QualityOfService.of(pod).equals("BestEffort");
  }

  private static boolean looksAcrossNamespaces(JsonNode affinity) {
    return Stream.of("podAffinity", "podAntiAffinity")
        .map(affinity::path)
        .flatMap(QuotaScopes::terms)
        .anyMatch(
            term -> !term.path("namespaces").isEmpty() || term.hasNonNull("namespaceSelector"));
  }

  private static Stream<JsonNode> terms(JsonNode affinity) {
    return Stream.concat(
        affinity.path("requiredDuringSchedulingIgnoredDuringExecution").valueStream(),
        affinity
            .path("preferredDuringSchedulingIgnoredDuringExecution")
            .valueStream()
            .map(weighted -> weighted.path("podAffinityTerm")));
  }

  /** The classes that a claim has, is getting, or lacks. */
  private static Stream<String> attributesClasses(JsonNode claim) {
    var names = new TreeSet<String>();
    for (var pointer :
        List.of(
            "/spec/volumeAttributesClassName",
            "/status/currentVolumeAttributesClassName",
            "/status/modifyVolumeStatus/targetVolumeAttributesClassName")) {
      var name = claim.at(pointer).asString("");
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names.isEmpty() ? Stream.of("") : names.stream();
  }
}
