package io.navarch.scheduler.framework;

/**
 * Whether a Pod that has a node may be bound to it. A plugin that waits for something does so
 * before it answers, within its limit.
 */
public sealed interface PermitResult {

  /** It may. */
  record Approved() implements PermitResult {}

  /** It may not. */
  record Refused(String reason) implements PermitResult {}
}
