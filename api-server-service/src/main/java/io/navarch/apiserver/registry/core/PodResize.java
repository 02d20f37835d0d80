package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.registry.SubresourceLaw;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code pods/resize}: what running containers may use. */
@Component
final class PodResize implements SubresourceLaw {

  private static final List<String> LISTS = List.of("containers", "initContainers");
  private static final List<String> CHANGED = List.of("resources", "resizePolicy");
  private static final String MIRROR = "kubernetes.io/config.mirror";

  @Override
  public GroupResource resource() {
    return Pods.RESOURCE;
  }

  @Override
  public String subresource() {
    return "resize";
  }

  /** A list whose members are not those it had is taken as it comes, for the check to refuse. */
  @Override
  public ObjectNode prepareForUpdate(ObjectNode object, ObjectNode old) {
    var next = old.deepCopy();
    Pods.carry("managedFields", Pods.member(next, "metadata"), Pods.member(object, "metadata"));
    var spec = Pods.member(next, "spec");
    var wanted = Pods.member(object, "spec");
    for (var list : LISTS) {
      if (!names(spec.path(list)).equals(names(wanted.path(list)))) {
        Pods.carry(list, spec, wanted);
      } else if (spec.get(list) instanceof ArrayNode containers
          && wanted.get(list) instanceof ArrayNode sized) {
        resize(containers, sized);
      }
    }
    Pods.carry("resources", spec, wanted);
    return next;
  }

  private static List<String> names(JsonNode containers) {
    return containers.valueStream().map(c -> c.path("name").asString("")).toList();
  }

  private static void resize(ArrayNode containers, ArrayNode wanted) {
    for (int i = 0; i < containers.size(); i++) {
      if (containers.get(i) instanceof ObjectNode target
          && wanted.get(i) instanceof ObjectNode source) {
        CHANGED.forEach(field -> Pods.carry(field, target, source));
      }
    }
  }

  @Override
  public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
    if (old.path("metadata").path("annotations").has(MIRROR)) {
      errors.forbidden("", "static pods cannot be resized");
      return;
    }
    if (old.path("spec").path("os").path("name").asString("").equals("windows")) {
      errors.forbidden("", "windows pods cannot be resized");
      return;
    }
    ResizeRules.check(object, old, errors);
  }
}
