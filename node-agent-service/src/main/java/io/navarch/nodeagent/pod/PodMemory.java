package io.navarch.nodeagent.pod;

import io.navarch.nodeagent.backoff.KeyedBackoff;
import io.navarch.nodeagent.pod.status.PodObservation.Failure;
import io.navarch.nodeagent.runtime.ContainerId;
import java.util.HashMap;
import java.util.Map;

/** What a worker remembers of its Pod between two looks. Owned by the worker's thread. */
final class PodMemory {

  private final KeyedBackoff restarts;
  private final Map<String, Failure> failures = new HashMap<>();
  private final Map<ContainerId, String> messages = new HashMap<>();

  PodMemory(KeyedBackoff restarts) {
    this.restarts = restarts;
  }

  KeyedBackoff restarts() {
    return restarts;
  }

  /** Why containers do not run, by name. */
  Map<String, Failure> failures() {
    return failures;
  }

  /** What containers that have ended left behind. */
  Map<ContainerId, String> messages() {
    return messages;
  }
}
