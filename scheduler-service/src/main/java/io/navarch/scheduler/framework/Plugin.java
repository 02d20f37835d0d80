package io.navarch.scheduler.framework;

/**
 * Takes part in placing Pods at the extension points whose interfaces it implements. Keeps no state
 * between cycles.
 */
public interface Plugin {

  /** The name in configuration, verdicts and metrics. */
  default String name() {
    return getClass().getSimpleName();
  }
}
