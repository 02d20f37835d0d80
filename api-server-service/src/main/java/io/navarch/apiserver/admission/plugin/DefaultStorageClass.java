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

/** Gives claims that name no class the default one. A claim that names the empty class did name. */
@Component
@Order(AdmissionOrder.DEFAULT_STORAGE_CLASS)
@RequiredArgsConstructor
final class DefaultStorageClass implements MutatingAdmission {

  private static final GroupResource CLASSES =
      new GroupResource("storage.k8s.io", "storageclasses");
  private static final String BETA_CLASS = "volume.beta.kubernetes.io/storage-class";

  private final ObjectReader objects;

  @Override
  public boolean handles(AdmissionRequest request) {
    return request.operation() == Operation.CREATE && request.isOn("", "persistentvolumeclaims");
  }

  @Override
  public ObjectNode mutate(AdmissionRequest request, ObjectNode object) {
    if (object.path("spec").hasNonNull("storageClassName")
        || object.path("metadata").path("annotations").has(BETA_CLASS)) {
      return object;
    }
    var name =
        MarkedDefault.findName(
            objects,
            CLASSES,
            "storageclass.kubernetes.io/is-default-class",
            "storageclass.beta.kubernetes.io/is-default-class");
    if (name.isEmpty()) {
      return object;
    }
    var claim = object.deepCopy();
    PodTrees.object(claim, "spec").put("storageClassName", name.get());
    return claim;
  }
}
