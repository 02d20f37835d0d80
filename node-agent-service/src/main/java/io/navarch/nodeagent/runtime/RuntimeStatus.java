package io.navarch.nodeagent.runtime;

import java.util.List;

/** The runtime's own view of its health, and the handlers that RuntimeClasses may name. */
public record RuntimeStatus(List<Condition> conditions, List<Handler> handlers) {

  /** Sandboxes can be started. */
  public static final String RUNTIME_READY = "RuntimeReady";

  /** Sandboxes get a network. */
  public static final String NETWORK_READY = "NetworkReady";

  public RuntimeStatus {
    conditions = List.copyOf(conditions);
    handlers = List.copyOf(handlers);
  }

  /** One statement on the runtime's health. */
  public record Condition(String type, boolean holds, String reason, String message) {}

  /** A way to run sandboxes, and what it can do. */
  public record Handler(String name, boolean recursiveReadOnlyMounts, boolean userNamespaces) {}

  /** Whether a condition is reported as holding. */
  public boolean holds(String type) {
    return conditions.stream().anyMatch(c -> c.type().equals(type) && c.holds());
  }
}
