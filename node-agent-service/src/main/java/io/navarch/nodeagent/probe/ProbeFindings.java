package io.navarch.nodeagent.probe;

import io.navarch.nodeagent.runtime.ContainerId;
import java.util.Map;
import java.util.Optional;

/**
 * What probes have found of the containers of one Pod. A container that is in none of the maps has
 * no such probe, or the probe has not spoken yet.
 */
public record ProbeFindings(
    Map<ContainerId, Boolean> alive,
    Map<ContainerId, Boolean> ready,
    Map<ContainerId, Boolean> started) {

  /** No probe has spoken. */
  public static final ProbeFindings NONE = new ProbeFindings(Map.of(), Map.of(), Map.of());

  public ProbeFindings {
    alive = Map.copyOf(alive);
    ready = Map.copyOf(ready);
    started = Map.copyOf(started);
  }

  /** Whether the liveness probe has failed for good. */
  public boolean isDead(ContainerId container) {
    return Boolean.FALSE.equals(alive.get(container));
  }

  /** Whether the startup probe has failed for good. */
  public boolean hasFailedToStart(ContainerId container) {
    return Boolean.FALSE.equals(started.get(container));
  }

  /** Whether the startup probe has succeeded. */
  public boolean hasStarted(ContainerId container) {
    return Boolean.TRUE.equals(started.get(container));
  }

  /** What the readiness probe says. */
  public Optional<Boolean> readiness(ContainerId container) {
    return Optional.ofNullable(ready.get(container));
  }
}
