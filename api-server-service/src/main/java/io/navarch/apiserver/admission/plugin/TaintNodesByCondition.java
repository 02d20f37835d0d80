package io.navarch.apiserver.admission.plugin;

import io.navarch.apiserver.admission.AdmissionOrder;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.MutatingAdmission;
import io.navarch.apiserver.admission.Operation;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A new node takes no Pods until it has said that it is ready. */
@Component
@Order(AdmissionOrder.TAINT_NODES_BY_CONDITION)
final class TaintNodesByCondition implements MutatingAdmission {

  private static final String KEY = "node.kubernetes.io/not-ready";
  private static final String EFFECT = "NoSchedule";

  @Override
  public boolean handles(AdmissionRequest request) {
    return request.operation() == Operation.CREATE && request.isOn("", "nodes");
  }

  @Override
  public ObjectNode mutate(AdmissionRequest request, ObjectNode object) {
    var tainted =
        object
            .path("spec")
            .path("taints")
            .valueStream()
            .anyMatch(t ->
                t.path("key").asString("").equals(KEY)
                    && t.path("effect").asString("").equals(EFFECT));
    if (tainted) {
      return object;
    }
    var node = object.deepCopy();
    PodTrees.array(PodTrees.object(node, "spec"), "taints")
        .addObject()
        .put("key", KEY)
        .put("effect", EFFECT);
    return node;
  }
}
