package io.navarch.apiserver.admission.plugin;

import io.navarch.apiserver.admission.AdmissionOrder;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.MutatingAdmission;
import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.schema.GroupResource;
import lombok.RequiredArgsConstructor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Gives ingresses that name no class the default one. */
@Component
@Order(AdmissionOrder.DEFAULT_INGRESS_CLASS)
@RequiredArgsConstructor
final class DefaultIngressClass implements MutatingAdmission {

  private static final GroupResource CLASSES =
      new GroupResource("networking.k8s.io", "ingressclasses");

  private final ObjectReader objects;

  @Override
  public boolean handles(AdmissionRequest request) {
    return request.operation() == Operation.CREATE
        && request.isOn("networking.k8s.io", "ingresses");
  }

  @Override
  public ObjectNode mutate(AdmissionRequest request, ObjectNode object) {
    if (object.path("spec").hasNonNull("ingressClassName")
        || object.path("metadata").path("annotations").has("kubernetes.io/ingress.class")) {
      return object;
    }
    var name =
        MarkedDefault.findName(objects, CLASSES, "ingressclass.kubernetes.io/is-default-class");
    if (name.isEmpty()) {
      return object;
    }
    var ingress = object.deepCopy();
    PodTrees.object(ingress, "spec").put("ingressClassName", name.get());
    return ingress;
  }
}
