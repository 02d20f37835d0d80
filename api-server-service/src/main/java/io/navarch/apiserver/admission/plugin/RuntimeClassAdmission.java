package io.navarch.apiserver.admission.plugin;

import io.navarch.apiserver.admission.AdmissionOrder;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.MutatingAdmission;
import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.schema.GroupResource;
import lombok.RequiredArgsConstructor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Charges a Pod the overhead of its runtime class and sends it where that class runs. */
@Component
@Order(AdmissionOrder.RUNTIME_CLASS)
@RequiredArgsConstructor
final class RuntimeClassAdmission implements MutatingAdmission {

  private static final GroupResource CLASSES = new GroupResource("node.k8s.io", "runtimeclasses");

  private final ObjectReader objects;

  @Override
  public boolean handles(AdmissionRequest request) {
    return PodTrees.isCreation(request);
  }

  @Override
  public ObjectNode mutate(AdmissionRequest request, ObjectNode object) {
    var name = object.path("spec").path("runtimeClassName").asString("");
    if (name.isEmpty()) {
      if (!object.path("spec").path("overhead").isEmpty()) {
        throw request.forbidden(
            "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
      }
      return object;
    }
    var found =
        objects
            .find(CLASSES, "", name)
            .or(() -> objects.findNewest(CLASSES, "", name))
            .orElseThrow(() ->
                request.forbidden("pod rejected: RuntimeClass \"%s\" not found".formatted(name)));
    var pod = object.deepCopy();
    setOverhead(request, PodTrees.spec(pod), found.path("overhead").path("podFixed"));
    setScheduling(request, PodTrees.spec(pod), found.path("scheduling"));
    return pod;
  }

  private static void setOverhead(AdmissionRequest request, ObjectNode spec, JsonNode fixed) {
    if (fixed.isEmpty()) {
      if (!spec.path("overhead").isEmpty()) {
        throw request.forbidden(
            "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
      }
      return;
    }
    if (!spec.path("overhead").isEmpty() && !spec.path("overhead").equals(fixed)) {
      throw request.forbidden(
          "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead");
    }
    spec.set("overhead", fixed.deepCopy());
  }

  private static void setScheduling(
      AdmissionRequest request, ObjectNode spec, JsonNode scheduling) {
    if (scheduling.path("nodeSelector") instanceof ObjectNode wanted) {
      var selector = PodTrees.object(spec, "nodeSelector");
      wanted.forEachEntry((key, value) -> {
        var given = selector.path(key).asString("");
        if (selector.has(key) && !given.equals(value.asString(""))) {
          throw request.forbidden(
              ("conflict: runtimeClass.scheduling.nodeSelector[%s] = %s;"
                      + " pod.spec.nodeSelector[%s] = %s")
                  .formatted(key, value.asString(""), key, given));
        }
        selector.set(key, value);
      });
    }
    for (var toleration : scheduling.path("tolerations")) {
      var present = PodTrees.array(spec, "tolerations");
      if (present.valueStream().noneMatch(toleration::equals)) {
        present.add(toleration.deepCopy());
      }
    }
  }
}
