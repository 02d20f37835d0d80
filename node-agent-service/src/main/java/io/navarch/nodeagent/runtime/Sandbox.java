package io.navarch.nodeagent.runtime;

import java.time.Instant;
import java.util.Map;

/** A sandbox as lists show it. */
public record Sandbox(
    SandboxId id, int attempt, boolean ready, Instant createdAt, Map<String, String> labels) {

  public Sandbox {
    labels = Map.copyOf(labels);
  }
}
