package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.registry.SubresourceLaw;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code pods/resize}: what running containers may use. */
@Component
final class PodResize implements SubresourceLaw {

  private static final List<String> LISTS = List.of("containers", "initContainers");
  private static final List<String> CHANGED = List.of("resources", "resizePolicy");

  @Override
  public GroupResource resource() {
    return Pods.RESOURCE;
  }

  @Override
  public String subresource() {
    return "resize";
  }

  @Override
  public ObjectNode prepareForUpdate(ObjectNode object, ObjectNode old) {
    var next = old.deepCopy();
    Pods.carry("managedFields", Pods.member(next, "metadata"), Pods.member(object, "metadata"));
    var spec = Pods.member(next, "spec");
    var wanted = Pods.member(object, "spec");
    for (var list : LISTS) {
      if (spec.get(list) instanceof ArrayNode containers
          && wanted.get(list) instanceof ArrayNode sized) {
        resize(containers, sized);
      }
    }
    Pods.carry("resources", spec, wanted);
    return next;
  }

  @Override
  public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
    var before = QualityOfService.of(old);
    if (!QualityOfService.of(object).equals(before)) {
      errors.invalid(
          "spec",
          '"' + QualityOfService.of(object) + '"',
          "Pod QOS Class may not change as a result of resizing");
    }
  }

  private static void resize(ArrayNode containers, ArrayNode wanted) {
    for (var container : containers) {
      for (var sized : wanted) {
        if (container instanceof ObjectNode target
            && sized instanceof ObjectNode source
            && target.path("name").equals(source.path("name"))) {
          CHANGED.forEach(field -> Pods.carry(field, target, source));
        }
      }
    }
  }
}
