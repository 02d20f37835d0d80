package io.navarch.apiserver.admission.plugin;

import io.navarch.apiserver.admission.AdmissionOrder;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.MutatingAdmission;
import io.navarch.apiserver.admission.Operation;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Keeps claims and volumes from vanishing while they are in use. */
@Component
@Order(AdmissionOrder.STORAGE_OBJECT_IN_USE_PROTECTION)
final class StorageObjectInUseProtection implements MutatingAdmission {

  private static final Map<String, String> FINALIZERS =
      Map.of(
          "persistentvolumeclaims", "kubernetes.io/pvc-protection",
          "persistentvolumes", "kubernetes.io/pv-protection",
          "volumeattributesclasses.storage.k8s.io", "kubernetes.io/vac-protection");

  @Override
  public boolean handles(AdmissionRequest request) {
    return request.operation() == Operation.CREATE
        && request.subresource().isEmpty()
        && FINALIZERS.containsKey(request.kind().groupResource().toString());
  }

  @Override
  public ObjectNode mutate(AdmissionRequest request, ObjectNode object) {
    var finalizer = FINALIZERS.get(request.kind().groupResource().toString());
    var present = object.path("metadata").path("finalizers").valueStream().map(f -> f.asString(""));
    if (finalizer == null || present.anyMatch(finalizer::equals)) {
      return object;
    }
    var guarded = object.deepCopy();
    PodTrees.array(PodTrees.object(guarded, "metadata"), "finalizers").add(finalizer);
    return guarded;
  }
}
