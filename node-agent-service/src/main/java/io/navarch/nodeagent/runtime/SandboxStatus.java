package io.navarch.nodeagent.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import lombok.Builder;

/**
 * A sandbox in detail.
 *
 * @param attempt how many sandboxes its Pod had before
 * @param addresses the Pod's addresses; empty in the node's network
 */
@Builder(toBuilder = true)
public record SandboxStatus(
    SandboxId id,
    int attempt,
    boolean ready,
    Instant createdAt,
    List<String> addresses,
    boolean nodeNetwork,
    Map<String, String> labels) {

  public SandboxStatus {
    addresses = List.copyOf(addresses);
    labels = Map.copyOf(labels);
  }
}
