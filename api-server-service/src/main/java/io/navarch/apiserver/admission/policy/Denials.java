package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.FieldCause;
import io.navarch.apiserver.request.Status;
import io.navarch.apiserver.request.StatusReason;
import java.util.List;

/** How policies refuse: in the words of a forbidden request, for the reason that they give. */
final class Denials {

  private Denials() {}

  static ApiStatusException of(AdmissionRequest request, String message, String why) {
    var forbidden = request.forbidden(message).status();
    var reason =
        switch (why) {
          case "Unauthorized" -> StatusReason.UNAUTHORIZED;
          case "Forbidden" -> StatusReason.FORBIDDEN;
          case "RequestEntityTooLarge" -> StatusReason.REQUEST_ENTITY_TOO_LARGE;
          default -> StatusReason.INVALID;
        };
    return new ApiStatusException(
        new Status(
            reason,
            reason.code(),
            forbidden.message(),
            forbidden.group(),
            forbidden.kind(),
            forbidden.name(),
            "",
            List.of(new FieldCause("", message, "")),
            0));
  }
}
