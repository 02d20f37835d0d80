package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.FieldCause;
import io.navarch.apiserver.request.Status;
import io.navarch.apiserver.request.StatusReason;
import io.navarch.apiserver.storage.RevisionStore.StoreUnavailable;
import io.navarch.apiserver.storage.cache.WatchCache.Behind;
import io.navarch.apiserver.storage.cache.WatchCache.NotInitialized;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupVersionKind;
import java.util.List;

/** The refusals that only the HTTP side knows, in upstream's words. */
final class Refusals {

  private Refusals() {}

  static ApiStatusException unknownResource() {
    return of(StatusReason.NOT_FOUND, "the server could not find the requested resource");
  }

  static ApiStatusException methodNotAllowed() {
    return of(
        StatusReason.METHOD_NOT_ALLOWED,
        "the server does not allow this method on the requested resource");
  }

  static ApiStatusException tooLarge(String limit) {
    return of(StatusReason.REQUEST_ENTITY_TOO_LARGE, "Request entity too large: " + limit);
  }

  static ApiStatusException rejected() {
    return of(
        StatusReason.INVALID, "the server rejected our request due to an error in our request");
  }

  static ApiStatusException unsupportedMediaType(List<String> supported) {
    return of(
        StatusReason.UNSUPPORTED_MEDIA_TYPE,
        "the body of the request was in an unknown format - accepted media types include: "
            + String.join(", ", supported));
  }

  static ApiStatusException notAcceptable(List<String> supported) {
    return of(
        StatusReason.NOT_ACCEPTABLE,
        "only the following media types are accepted: " + String.join(", ", supported));
  }

  /** The revision asked for lies ahead, and did not come in time. */
  static ApiStatusException tooLargeResourceVersion(long asked, long current) {
    return again(
        StatusReason.TIMEOUT,
        "Timeout: Too large resource version: %d, current: %d".formatted(asked, current),
        List.of(new FieldCause("ResourceVersionTooLarge", "Too large resource version", "")));
  }

  /** The store or the caches above it can't serve a request now. */
  static ApiStatusException unavailable(StoreUnavailable failed) {
    return switch (failed) {
      case NotInitialized _ ->
          again(StatusReason.TOO_MANY_REQUESTS, "storage is (re)initializing", List.of());
      case Behind behind -> tooLargeResourceVersion(behind.wanted(), behind.current());
      default -> ApiStatusException.internal(String.valueOf(failed.getMessage()));
    };
  }

  /** A patched object has what its kind has not; names neither kind nor object, as upstream. */
  static ApiStatusException invalidPatch(String patched, String why) {
    var errors = new FieldErrors();
    errors.invalid("patch", '"' + patched.replace("\\", "\\\\").replace("\"", "\\\"") + '"', why);
    return ApiStatusException.invalid(new GroupVersionKind("", "", ""), "", errors.causes());
  }

  /** Options of the query or the body break a rule. */
  static ApiStatusException invalidOptions(String kind, FieldErrors errors) {
    return ApiStatusException.invalid(
        new GroupVersionKind("meta.k8s.io", "v1", kind), "", errors.causes());
  }

  /** The client should come again in a second. */
  private static ApiStatusException again(
      StatusReason reason, String message, List<FieldCause> causes) {
    return new ApiStatusException(
        new Status(reason, reason.code(), message, "", "", "", "", causes, 1));
  }

  private static ApiStatusException of(StatusReason reason, String message) {
    return new ApiStatusException(Status.of(reason, message));
  }
}
