package io.navarch.apiserver.endpoint.health;

/**
 * One thing that must be well. Checks are found as beans; each has a path of its own below the
 * three endpoints.
 */
public interface HealthCheck {

  /** The name in the list and the path, for example {@code poststarthook/rbac/bootstrap-roles}. */
  String name();

  /**
   * Returns if all is well; must answer within a few seconds.
   *
   * @throws RuntimeException if not; the reason is logged and never shown to callers
   */
  void check();

  /** Whether {@code /livez} heeds it too: only what a restart would mend. */
  default boolean concernsLife() {
    return true;
  }
}
