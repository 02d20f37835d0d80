package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.pod.spec.PodEvents;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.runtime.ContainerId;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import java.time.Clock;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/** Ends one container: hook, then the signal, within the grace period. */
@Slf4j
@Component
@RequiredArgsConstructor
class ContainerStopper {

  private static final Duration LEAST_GRACE = Duration.ofSeconds(2);

  private final ContainerRuntime runtime;
  private final HookRunner hooks;
  private final PodEvents events;
  private final Clock clock;

  /** Ends a container and tells users why. */
  void stop(Pod pod, Container container, ContainerId id, Duration grace, String message) {
    stop(pod, container, id, grace, message, () -> {});
  }

  /**
   * Ends a container and tells users why.
   *
   * @param turn waits until it is the container's turn, after its hook; may use up the grace
   */
  void stop(
      Pod pod, Container container, ContainerId id, Duration grace, String message, Runnable turn) {
    events.normal(pod, container, "Killing", message);
    var begun = clock.instant();
    preStop(pod, container, id, grace);
    turn.run();
    var left = grace.minus(Duration.between(begun, clock.instant()));
    try {
      runtime.stopContainer(id, left.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : left);
    } catch (RuntimeFailure e) {
      log.atWarn()
          .addKeyValue("pod", PodSpecs.format(pod))
          .addKeyValue("container", container.getName())
          .addKeyValue("error", e.getMessage())
          .log("container does not stop");
    }
  }

  private void preStop(Pod pod, Container container, ContainerId id, Duration grace) {
    var lifecycle = container.getLifecycle();
    if (lifecycle == null || lifecycle.getPreStop() == null || !grace.isPositive()) {
      return;
    }
    var status = pod.getStatus();
    var address = status == null || status.getPodIP() == null ? "" : status.getPodIP();
    try {
      hooks.run(lifecycle.getPreStop(), container, id, address, grace);
    } catch (HookRunner.HookFailure | RuntimeFailure e) {
      log.atWarn()
          .addKeyValue("pod", PodSpecs.format(pod))
          .addKeyValue("error", e.getMessage())
          .log("preStop hook failed");
      events.warning(pod, container, "FailedPreStopHook", "PreStopHook failed");
    }
  }
}
