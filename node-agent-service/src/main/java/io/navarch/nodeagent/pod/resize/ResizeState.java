package io.navarch.nodeagent.pod.resize;

import java.util.Optional;

/** How far the wish of a Pod for other resources has come; shown as conditions. */
public record ResizeState(Optional<Pending> pending, Optional<Progress> progress) {

  /** Nothing is asked for that the Pod does not have. */
  public static final ResizeState NONE = new ResizeState(Optional.empty(), Optional.empty());

  /**
   * The wish is not granted.
   *
   * @param reason {@code Deferred} or {@code Infeasible}
   * @param generation of the Pod that has the wish
   */
  public record Pending(String reason, String message, long generation) {}

  /**
   * The wish is granted and not yet true.
   *
   * @param error why it can't be made true now; empty: nothing stands against it
   * @param generation of the Pod that has the wish
   */
  public record Progress(String error, long generation) {}
}
