package io.navarch.nodeagent.runtime;

import java.time.Instant;
import java.util.Map;

/** A container as lists show it. */
public record Container(
    ContainerId id,
    SandboxId sandbox,
    String name,
    int attempt,
    Phase phase,
    Instant createdAt,
    Map<String, String> labels) {

  public Container {
    labels = Map.copyOf(labels);
  }

  /** Where a container is in its life. */
  public enum Phase {
    CREATED,
    RUNNING,
    EXITED,
    UNKNOWN
  }
}
