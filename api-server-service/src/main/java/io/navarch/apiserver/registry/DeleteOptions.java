package io.navarch.apiserver.registry;

import java.util.OptionalLong;

/**
 * How an object is to be deleted.
 *
 * @param uid the object must have, or empty
 * @param resourceVersion the object must have, or empty
 */
public record DeleteOptions(
    OptionalLong gracePeriodSeconds, Propagation propagation, String uid, String resourceVersion) {

  /** Nothing asked for. */
  public static final DeleteOptions NONE =
      new DeleteOptions(OptionalLong.empty(), Propagation.UNSET, "", "");

  /** What becomes of dependents. */
  public enum Propagation {
    UNSET,
    BACKGROUND,
    FOREGROUND,
    ORPHAN
  }
}
