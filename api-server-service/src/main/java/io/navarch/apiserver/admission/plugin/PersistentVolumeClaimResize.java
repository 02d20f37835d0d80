package io.navarch.apiserver.admission.plugin;

import io.navarch.apiserver.admission.AdmissionOrder;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.admission.ValidatingAdmission;
import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.schema.GroupResource;
import io.navarch.schema.quantity.Quantity;
import lombok.RequiredArgsConstructor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A claim may grow only if its class says that its volumes can. */
@Component
@Order(AdmissionOrder.PERSISTENT_VOLUME_CLAIM_RESIZE)
@RequiredArgsConstructor
final class PersistentVolumeClaimResize implements ValidatingAdmission {

  private static final GroupResource CLASSES =
      new GroupResource("storage.k8s.io", "storageclasses");

  private final ObjectReader objects;

  @Override
  public boolean handles(AdmissionRequest request) {
    return request.operation() == Operation.UPDATE && request.isOn("", "persistentvolumeclaims");
  }

  @Override
  public void validate(AdmissionRequest request) {
    var old = request.oldObject();
    if (old == null || size(request.requireObject()).compareTo(size(old)) <= 0) {
      return;
    }
    if (!old.path("status").path("phase").asString("").equals("Bound")) {
      throw request.forbidden("Only bound persistent volume claims can be expanded");
    }
    var name = old.path("spec").path("storageClassName").asString("");
    var expandable =
        objects
            .find(CLASSES, "", name)
            .map(c -> c.path("allowVolumeExpansion").asBoolean(false))
            .orElse(false);
    if (!expandable) {
      throw request.forbidden(
          "only dynamically provisioned pvc can be resized and the storageclass that provisions the"
              + " pvc must support resize");
    }
  }

  private static Quantity size(JsonNode claim) {
    var text = claim.path("spec").path("resources").path("requests").path("storage").asString("0");
    return Quantity.parse(text);
  }
}
