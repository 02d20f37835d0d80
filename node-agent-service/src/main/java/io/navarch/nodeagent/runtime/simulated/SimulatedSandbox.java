package io.navarch.nodeagent.runtime.simulated;

import io.navarch.nodeagent.runtime.Namespaces;
import io.navarch.nodeagent.runtime.Sandbox;
import io.navarch.nodeagent.runtime.SandboxConfig;
import io.navarch.nodeagent.runtime.SandboxId;
import io.navarch.nodeagent.runtime.SandboxStatus;
import java.time.Instant;
import java.util.List;
import lombok.With;

/** A sandbox that exists in this record alone. */
@With
record SimulatedSandbox(
    SandboxId id, SandboxConfig config, List<String> addresses, boolean ready, Instant createdAt) {

  SimulatedSandbox {
    addresses = List.copyOf(addresses);
  }

  static boolean isInNodeNetwork(SandboxConfig config) {
    return config.security().namespaces().network() == Namespaces.Mode.NODE;
  }

  Sandbox listed() {
    return new Sandbox(id, config.attempt(), ready, createdAt, config.labels());
  }

  SandboxStatus status() {
    return SandboxStatus.builder()
        .id(id)
        .attempt(config.attempt())
        .ready(ready)
        .createdAt(createdAt)
        .addresses(addresses)
        .nodeNetwork(isInNodeNetwork(config))
        .labels(config.labels())
        .build();
  }
}
