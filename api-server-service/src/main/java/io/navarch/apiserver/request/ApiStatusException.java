package io.navarch.apiserver.request;

import io.navarch.schema.GroupResource;
import io.navarch.schema.GroupVersionKind;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A request is answered with an error. Made only by the factories, which word the message as
 * upstream's {@code apierrors} do.
 */
public final class ApiStatusException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Status status;

  /** For factories that live in other rooms; prefer the ones below. */
  public ApiStatusException(Status status) {
    super(status.message());
    this.status = status;
  }

  /** What is sent. */
  public Status status() {
    return status;
  }

  public static ApiStatusException notFound(GroupResource resource, String name) {
    return about(
        StatusReason.NOT_FOUND, resource, name, "%s \"%s\" not found".formatted(resource, name));
  }

  public static ApiStatusException alreadyExists(GroupResource resource, String name) {
    return about(
        StatusReason.ALREADY_EXISTS,
        resource,
        name,
        "%s \"%s\" already exists".formatted(resource, name));
  }

  /** In words that say more of why, with seconds after which another try is worth it, or 0. */
  public static ApiStatusException alreadyExists(
      GroupResource resource, String name, String message, int retryAfter) {
    return about(StatusReason.ALREADY_EXISTS, resource, name, message, retryAfter);
  }

  public static ApiStatusException conflict(GroupResource resource, String name, String why) {
    return about(
        StatusReason.CONFLICT,
        resource,
        name,
        "Operation cannot be fulfilled on %s \"%s\": %s".formatted(resource, name, why));
  }

  public static ApiStatusException forbidden(GroupResource resource, String name, String why) {
    return about(StatusReason.FORBIDDEN, resource, name, forbiddenMessage(resource, name, why));
  }

  public static ApiStatusException badRequest(String message) {
    return new ApiStatusException(Status.of(StatusReason.BAD_REQUEST, message));
  }

  public static ApiStatusException unauthorized() {
    return new ApiStatusException(Status.of(StatusReason.UNAUTHORIZED, "Unauthorized"));
  }

  public static ApiStatusException methodNotAllowed(GroupResource resource, String verb) {
    return about(
        StatusReason.METHOD_NOT_ALLOWED,
        resource,
        "",
        "%s is not supported on resources of kind \"%s\"".formatted(verb, resource));
  }

  public static ApiStatusException expired(String message) {
    return new ApiStatusException(Status.of(StatusReason.EXPIRED, message));
  }

  /** A request was not answered before its deadline. */
  public static ApiStatusException timeout() {
    return new ApiStatusException(
        Status.of(
            StatusReason.TIMEOUT, "Timeout: request did not complete within the allotted timeout"));
  }

  public static ApiStatusException internal(String message) {
    return new ApiStatusException(
        Status.of(StatusReason.INTERNAL_ERROR, "Internal error occurred: " + message));
  }

  /** What upstream answers with code 500 and no reason: an error that nobody has classified. */
  public static ApiStatusException unclassified(String message) {
    return new ApiStatusException(Status.of(StatusReason.UNKNOWN, message));
  }

  /** All causes at once, never only the first. */
  public static ApiStatusException invalid(
      GroupVersionKind kind, String name, List<FieldCause> causes) {
    var words = causes.stream().map(c -> c.field() + ": " + c.message()).distinct().toList();
    var all =
        words.size() == 1
            ? words.getFirst()
            : words.stream().collect(Collectors.joining(", ", "[", "]"));
    var qualified = kind.group().isEmpty() ? kind.kind() : kind.kind() + "." + kind.group();
    return new ApiStatusException(
        new Status(
            StatusReason.INVALID,
            StatusReason.INVALID.code(),
            "%s \"%s\" is invalid: %s".formatted(qualified, name, all),
            kind.group(),
            kind.kind(),
            name,
            "",
            causes,
            0));
  }

  private static String forbiddenMessage(GroupResource resource, String name, String why) {
    if (name.isEmpty()) {
      return resource.resource().isEmpty()
          ? "forbidden: " + why
          : "%s is forbidden: %s".formatted(resource, why);
    }
    return "%s \"%s\" is forbidden: %s".formatted(resource, name, why);
  }

  private static ApiStatusException about(
      StatusReason reason, GroupResource resource, String name, String message) {
    return about(reason, resource, name, message, 0);
  }

  private static ApiStatusException about(
      StatusReason reason, GroupResource resource, String name, String message, int retryAfter) {
    return new ApiStatusException(
        new Status(
            reason,
            reason.code(),
            message,
            resource.group(),
            resource.resource(),
            name,
            "",
            List.of(),
            retryAfter));
  }
}
