package io.navarch.apiserver.admission.certificates;

import io.navarch.apiserver.admission.AdmissionOrder;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.admission.ValidatingAdmission;
import lombok.RequiredArgsConstructor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Only who may {@code sign} for a signer issues its certificates, or tells why not. */
@Component
@Order(AdmissionOrder.CERTIFICATE_SIGNING)
@RequiredArgsConstructor
final class CertificateSigning implements ValidatingAdmission {

  private final Requests requests;

  @Override
  public boolean handles(AdmissionRequest request) {
    return request.operation() == Operation.UPDATE
        && request.isOn(Requests.GROUP, Requests.RESOURCE, "status");
  }

  @Override
  public void validate(AdmissionRequest request) {
    var old = request.oldObject();
    if (old == null || isUntouched(old.path("status"), request.requireObject().path("status"))) {
      return;
    }
    var signer = Requests.signer(old);
    if (!requests.may(request, "sign", signer)) {
      throw request.forbidden(
          "user not permitted to sign requests with signerName \"%s\"".formatted(signer));
    }
  }

  private static boolean isUntouched(JsonNode before, JsonNode after) {
    return before.path("certificate").equals(after.path("certificate"))
        && before.path("conditions").equals(after.path("conditions"));
  }
}
