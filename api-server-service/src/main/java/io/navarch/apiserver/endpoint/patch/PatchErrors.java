package io.navarch.apiserver.endpoint.patch;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.Status;
import io.navarch.apiserver.request.StatusReason;

/** The answers to patches that can't be applied, as upstream words them. */
final class PatchErrors {

  private PatchErrors() {}

  /** A patch that is well formed and does not fit the object. */
  static ApiStatusException unprocessable() {
    return new ApiStatusException(
        Status.of(
            StatusReason.INVALID,
            "the server rejected our request due to an error in our request"));
  }

  /** A patch that makes no sense. Upstream has no reason for these, only the code. */
  static ApiStatusException broken(String message) {
    return new ApiStatusException(Status.of(StatusReason.UNKNOWN, message));
  }

  static ApiStatusException tooLarge(String message) {
    return new ApiStatusException(
        Status.of(StatusReason.REQUEST_ENTITY_TOO_LARGE, "Request entity too large: " + message));
  }

  static ApiStatusException undecodable(String why) {
    return ApiStatusException.badRequest("error decoding patch: " + why);
  }
}
