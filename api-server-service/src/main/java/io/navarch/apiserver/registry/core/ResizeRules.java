package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.pod.QualityOfService;
import io.navarch.schema.quantity.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What of a running Pod's resources may become other. Pure. */
final class ResizeRules {

  private static final List<String> LISTS = List.of("initContainers", "containers");
  private static final List<String> KINDS = List.of("requests", "limits");
  private static final Set<String> MUTABLE = Set.of("cpu", "memory");

  private final JsonNode spec;
  private final JsonNode before;
  private final ObjectNode old;
  private final FieldErrors errors;

  private ResizeRules(ObjectNode object, ObjectNode old, FieldErrors errors) {
    this.spec = object.path("spec");
    this.before = old.path("spec");
    this.old = old;
    this.errors = errors;
  }

  static void check(ObjectNode object, ObjectNode old, FieldErrors errors) {
    var rules = new ResizeRules(object, old, errors);
    rules.classStays(object);
    rules.nodeIsAble();
    if (!rules.containersStay()) {
      return;
    }
    rules.nothingIsRemoved();
    rules.onlyCpuAndMemoryChange();
  }

  private void classStays(ObjectNode object) {
    var had = old.path("status").path("qosClass").asString(QualityOfService.of(old));
    var gets = QualityOfService.of(object);
    if (!gets.equals(had)) {
      errors.invalid(
          "spec", '"' + had + '"', "Pod QOS Class may not change as a result of resizing");
    }
  }

  /** A node that does not tell what containers have can't give them other resources either. */
  private void nodeIsAble() {
    boolean silent =
        old.path("status")
            .path("containerStatuses")
            .valueStream()
            .anyMatch(s -> s.path("state").has("running") && !s.has("resources"));
    if (silent) {
      errors.forbidden("spec", "Pod running on node without support for resize");
    }
  }

  private boolean containersStay() {
    boolean stay = true;
    for (var list : List.of("containers", "initContainers")) {
      var names = names(spec.path(list));
      var had = names(before.path(list));
      if (names.size() != had.size()) {
        errors.forbidden("spec", list + " may not be added or removed on resize");
        stay = false;
      } else if (!names.equals(had)) {
        for (int i = 0; i < had.size(); i++) {
          if (!names.get(i).equals(had.get(i))) {
            errors.forbidden(
                "spec.%s[%d].name".formatted(list, i),
                list + " may not be renamed or reordered on resize");
          }
        }
        stay = false;
      }
    }
    return stay;
  }

  private static List<String> names(JsonNode containers) {
    return containers.valueStream().map(c -> c.path("name").asString("")).toList();
  }

  private void nothingIsRemoved() {
    for (var list : LISTS) {
      var containers = spec.path(list);
      for (int i = 0; i < containers.size(); i++) {
        var had = before.path(list).path(i);
        if (list.equals("containers") || isSidecar(had)) {
          stays(
              "spec.%s[%d].resources".formatted(list, i),
              "resource",
              containers.path(i).path("resources"),
              had.path("resources"));
        }
      }
    }
    if (!before.path("resources").isEmpty() && spec.path("resources").isEmpty()) {
      errors.forbidden("spec.resources", "pod-level resources cannot be removed");
    } else {
      stays(
          "spec.resources", "pod-level resource", spec.path("resources"), before.path("resources"));
    }
  }

  private void stays(String field, String what, JsonNode resources, JsonNode had) {
    for (var kind : KINDS) {
      boolean removed =
          had.path(kind).propertyNames().stream()
              .anyMatch(name -> MUTABLE.contains(name) && !resources.path(kind).has(name));
      if (removed) {
        errors.forbidden(field + "." + kind, "%s %s cannot be removed".formatted(what, kind));
      }
    }
  }

  private static boolean isSidecar(JsonNode init) {
    return init.path("restartPolicy").asString("").equals("Always");
  }

  private void onlyCpuAndMemoryChange() {
    for (var list : List.of("containers", "initContainers")) {
      var containers = spec.path(list);
      for (int i = 0; i < containers.size(); i++) {
        var container = containers.path(i);
        var had = before.path(list).path(i);
        if (list.equals("initContainers") && !isSidecar(had)) {
          if (!same(container.path("resources"), had.path("resources"), Set.of())) {
            errors.forbidden("spec", "resources for non-sidecar init containers are immutable");
          }
        } else if (!same(container.path("resources"), had.path("resources"), MUTABLE)
            || !container.path("resizePolicy").equals(had.path("resizePolicy"))) {
          errors.forbidden("spec", "only cpu and memory resources are mutable");
        }
      }
    }
    if (!same(spec.path("resources"), before.path("resources"), MUTABLE)) {
      errors.forbidden("spec", "only cpu and memory resources are mutable");
    }
  }

  /** Equal amounts, however they are written, but for those that may differ. */
  private static boolean same(JsonNode one, JsonNode other, Set<String> mayDiffer) {
    for (var kind : KINDS) {
      var names =
          Stream.of(one, other)
              .flatMap(r -> r.path(kind).propertyNames().stream())
              .filter(name -> !mayDiffer.contains(name))
              .collect(Collectors.toCollection(HashSet::new));
      for (var name : names) {
        if (!sameAmount(one.path(kind).path(name), other.path(kind).path(name))) {
          return false;
        }
      }
    }
    return one.path("claims").equals(other.path("claims"));
  }

  private static boolean sameAmount(JsonNode one, JsonNode other) {
    return !one.isMissingNode()
        && !other.isMissingNode()
        && Quantity.parse(one.asString("0")).compareTo(Quantity.parse(other.asString("0"))) == 0;
  }
}
