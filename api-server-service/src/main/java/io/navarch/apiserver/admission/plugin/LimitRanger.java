package io.navarch.apiserver.admission.plugin;

import io.navarch.apiserver.admission.AdmissionOrder;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.MutatingAdmission;
import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.admission.ValidatingAdmission;
import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.schema.GroupResource;
import io.navarch.schema.pod.PodAmounts;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fills in the requests and limits of a namespace's ranges, and holds Pods and claims to them. */
@Component
@Order(AdmissionOrder.LIMIT_RANGER)
@RequiredArgsConstructor
final class LimitRanger implements MutatingAdmission, ValidatingAdmission {

  private static final GroupResource RANGES = new GroupResource("", "limitranges");
  private static final String ANNOTATION = "kubernetes.io/limit-ranger";

  private final ObjectReader objects;

  @Override
  public boolean handles(AdmissionRequest request) {
    return PodTrees.isCreation(request)
        || (request.operation() == Operation.UPDATE && request.isOn("", "pods", "resize"))
        || ((request.operation() == Operation.CREATE || request.operation() == Operation.UPDATE)
            && request.isOn("", "persistentvolumeclaims"));
  }

  @Override
  public ObjectNode mutate(AdmissionRequest request, ObjectNode object) {
    var limits = limitsOf(request.namespace(), "Container");
    if (!PodTrees.isCreation(request) || limits.isEmpty()) {
      return object;
    }
    var pod = object.deepCopy();
    var words = new ArrayList<String>();
    for (var container : PodTrees.containers(pod, "containers")) {
      ContainerDefaults.fill(container, limits, "container", words);
    }
    for (var container : PodTrees.containers(pod, "initContainers")) {
      ContainerDefaults.fill(container, limits, "init container", words);
    }
    if (!words.isEmpty()) {
      PodTrees.object(PodTrees.object(pod, "metadata"), "annotations")
          .put(ANNOTATION, "LimitRanger plugin set: " + String.join("; ", words));
    }
    return pod;
  }

  @Override
  public void validate(AdmissionRequest request) {
    var object = request.requireObject();
    for (var range : objects.list(RANGES, request.namespace())) {
      var errors = new ArrayList<String>();
      for (var limit : range.path("spec").path("limits")) {
        check(request, object, limit, errors);
      }
      if (!errors.isEmpty()) {
        throw request.forbidden(
            errors.size() == 1 ? errors.getFirst() : "[" + String.join(", ", errors) + "]");
      }
    }
  }

  private static void check(
      AdmissionRequest request, ObjectNode object, JsonNode limit, List<String> errors) {
    var type = limit.path("type").asString("");
    var bounds = new LimitBounds(type, limit);
    if (request.kind().plural().equals("persistentvolumeclaims")) {
      if (type.equals("PersistentVolumeClaim")) {
        bounds.checkRequests(PodAmounts.of(object.at("/spec/resources/requests")), errors);
      }
      return;
    }
    if (type.equals("Container")) {
      for (var field : List.of("containers", "initContainers")) {
        for (var container : PodTrees.containers(object, field)) {
          var resources = container.path("resources");
          bounds.check(
              PodAmounts.of(resources.path("requests")),
              PodAmounts.of(resources.path("limits")),
              errors);
        }
      }
    } else if (type.equals("Pod")) {
      bounds.check(
          PodAmounts.asked(object, "requests"), PodAmounts.asked(object, "limits"), errors);
    }
  }

  private List<JsonNode> limitsOf(String namespace, String type) {
    return objects.list(RANGES, namespace).stream()
        .flatMap(r -> r.path("spec").path("limits").valueStream())
        .filter(l -> l.path("type").asString("").equals(type))
        .toList();
  }
}
