package io.navarch.apiserver.admission.plugin;

import io.navarch.apiserver.admission.AdmissionOrder;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.MutatingAdmission;
import io.navarch.apiserver.admission.Operation;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lets Pods outlive a node's silence for five minutes, unless they say otherwise. */
@Component
@Order(AdmissionOrder.DEFAULT_TOLERATION_SECONDS)
final class DefaultTolerationSeconds implements MutatingAdmission {

  private static final List<String> KEYS =
      List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");
  private static final int SECONDS = 300;

  @Override
  public boolean handles(AdmissionRequest request) {
    return request.isOn("", "pods")
        && (request.operation() == Operation.CREATE || request.operation() == Operation.UPDATE);
  }

  @Override
  public ObjectNode mutate(AdmissionRequest request, ObjectNode object) {
    var present = object.path("spec").path("tolerations");
    var missing = KEYS.stream().filter(k -> !isTolerated(present, k)).toList();
    if (missing.isEmpty()) {
      return object;
    }
    var pod = object.deepCopy();
    var tolerations = PodTrees.array(PodTrees.spec(pod), "tolerations");
    for (var key : missing) {
      tolerations
          .addObject()
          .put("key", key)
          .put("operator", "Exists")
          .put("effect", "NoExecute")
          .put("tolerationSeconds", SECONDS);
    }
    return pod;
  }

  private static boolean isTolerated(JsonNode tolerations, String key) {
    return tolerations
        .valueStream()
        .anyMatch(t -> isEmptyOr(t.path("key"), key) && isEmptyOr(t.path("effect"), "NoExecute"));
  }

  private static boolean isEmptyOr(JsonNode node, String value) {
    var text = node.asString("");
    return text.isEmpty() || text.equals(value);
  }
}
