package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.navarch.nodeagent.backoff.KeyedBackoff;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.pod.status.PodObservation.Failure;
import io.navarch.nodeagent.runtime.ContainerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a worker remembers of its Pod between two looks. Owned by the worker's thread. */
final class PodMemory {

  private final KeyedBackoff restarts;
  private final Map<String, Failure> failures = new HashMap<>();
  private final Map<ContainerId, String> messages = new HashMap<>();
  private @Nullable PodStatus last;

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

  /** Keeps what the API was told last. */
  void remember(PodStatus status) {
    last = status;
  }

  /** When the Pod began, if it is known. */
  Optional<String> startTime() {
    return Optional.ofNullable(last).map(PodStatus::getStartTime);
  }

  /** The Pod with what the API was told last, which may be newer than what the watch brought. */
  Pod withLastStatus(Pod pod) {
    var told = last;
    if (told == null) {
      return pod;
    }
    var conditions = new ArrayList<PodCondition>(PodSpecs.orEmpty(told.getConditions()));
    var status = pod.getStatus();
    if (status != null) {
      var known = conditions.stream().map(PodCondition::getType).toList();
      PodSpecs.orEmpty(status.getConditions()).stream()
          .filter(c -> !known.contains(c.getType()))
          .forEach(conditions::add);
    }
    return new PodBuilder(pod)
        .withStatus(new PodStatusBuilder(told).withConditions(conditions).build())
        .build();
  }
}
