package io.navarch.client.transport;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import java.util.List;
import java.util.Optional;

/** The API refused a request; {@link #reason()} says why in the API's own words. */
public final class ApiException extends RuntimeException {

  private final transient Status status;

  /** The answer of the server as it came. */
  public ApiException(Status status) {
    super(status.getMessage() == null ? "HTTP " + status.getCode() : status.getMessage());
    this.status = status;
  }

  /** For answers that carry no Status, for example of a proxy in between. */
  static ApiException unreadable(int code, String body) {
    var message = body.isBlank() ? "HTTP " + code : body.strip();
    return new ApiException(
        new StatusBuilder().withCode(code).withReason("").withMessage(message).build());
  }

  /** The server's answer. */
  public Status status() {
    return status;
  }

  /** The HTTP status. */
  public int code() {
    return status.getCode() == null ? 0 : status.getCode();
  }

  /** The reason, for example {@code NotFound}; empty if the server gave none. */
  public String reason() {
    return status.getReason() == null ? "" : status.getReason();
  }

  /** The object, or the resource, does not exist. */
  public boolean isNotFound() {
    return code() == 404;
  }

  /** An object of that name exists. */
  public boolean isAlreadyExists() {
    return reason().equals("AlreadyExists");
  }

  /** The object has changed since it was read, or a precondition failed. */
  public boolean isConflict() {
    return code() == 409 && !isAlreadyExists();
  }

  /** The wanted revision is too old for a list or watch. */
  public boolean isExpired() {
    return code() == 410;
  }

  /** The wanted revision is one that the server has not, or no longer, reached. */
  public boolean isFromTheFuture() {
    return hasCause("ResourceVersionTooLarge");
  }

  /** The object is not acceptable as it is; repeating does not help. */
  public boolean isInvalid() {
    return code() == 422;
  }

  /** The caller may not do that. */
  public boolean isForbidden() {
    return code() == 403;
  }

  /** Whether one of the causes has this reason, for example {@code NamespaceTerminating}. */
  public boolean hasCause(String causeReason) {
    return causes().stream().anyMatch(cause -> causeReason.equals(cause.getReason()));
  }

  private List<StatusCause> causes() {
    return Optional.ofNullable(status.getDetails()).map(StatusDetails::getCauses).orElse(List.of());
  }
}
