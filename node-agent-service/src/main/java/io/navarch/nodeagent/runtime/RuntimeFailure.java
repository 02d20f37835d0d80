package io.navarch.nodeagent.runtime;

/**
 * The runtime refused or failed. The message is the one that users of a Kubernetes cluster know
 * from the status of their Pods.
 */
public final class RuntimeFailure extends RuntimeException {

  /** What kind of failure, as far as callers tell them apart. */
  public enum Code {
    NOT_FOUND,
    ALREADY_EXISTS,
    DEADLINE_EXCEEDED,
    UNAVAILABLE,
    UNIMPLEMENTED,
    OTHER
  }

  private final Code code;
  private final String description;

  /** A failure that came over a protocol: with the protocol's frame and without. */
  public RuntimeFailure(Code code, String message, String description, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.description = description;
  }

  /** A failure of the runtime itself. */
  public RuntimeFailure(Code code, String message) {
    super(message);
    this.code = code;
    this.description = message;
  }

  /** What went wrong, without the frame of the protocol that carried it. */
  public String description() {
    return description;
  }

  /** What kind of failure. */
  public Code code() {
    return code;
  }

  /** What was named does not exist. */
  public boolean isNotFound() {
    return code == Code.NOT_FOUND;
  }
}
