package io.navarch.apiserver.admission.certificates;

import io.navarch.apiserver.admission.AdmissionOrder;
import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.admission.Operation;
import io.navarch.apiserver.admission.ValidatingAdmission;
import lombok.RequiredArgsConstructor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Only who may {@code approve} for a signer decides on requests to it. */
@Component
@Order(AdmissionOrder.CERTIFICATE_APPROVAL)
@RequiredArgsConstructor
final class CertificateApproval implements ValidatingAdmission {

  private final Requests requests;

  @Override
  public boolean handles(AdmissionRequest request) {
    return request.operation() == Operation.UPDATE
        && request.isOn(Requests.GROUP, Requests.RESOURCE, "approval");
  }

  @Override
  public void validate(AdmissionRequest request) {
    var old = request.oldObject();
    var signer = Requests.signer(old == null ? request.requireObject() : old);
    if (!requests.may(request, "approve", signer)) {
      throw request.forbidden(
          "user not permitted to approve requests with signerName \"%s\"".formatted(signer));
    }
  }
}
