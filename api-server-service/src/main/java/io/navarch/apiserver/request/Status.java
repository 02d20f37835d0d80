package io.navarch.apiserver.request;

import java.util.List;

/**
 * Why a request was refused: the body of every error answer.
 *
 * @param code usually the reason's own, seldom another
 * @param group the group of the resource the error is about, empty for core or none
 * @param kind the resource or kind the error is about, as upstream puts it into {@code
 *     details.kind}
 * @param retryAfterSeconds 0 where the client should not simply try again
 */
public record Status(
    StatusReason reason,
    int code,
    String message,
    String group,
    String kind,
    String name,
    String uid,
    List<FieldCause> causes,
    int retryAfterSeconds) {

  public Status {
    causes = List.copyOf(causes);
  }

  /** A status without details. */
  public static Status of(StatusReason reason, String message) {
    return new Status(reason, reason.code(), message, "", "", "", "", List.of(), 0);
  }
}
