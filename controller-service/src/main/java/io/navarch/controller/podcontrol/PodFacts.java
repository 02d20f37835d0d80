package io.navarch.controller.podcontrol;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What controllers want to know of a pod. */
public final class PodFacts {

  private PodFacts() {}

  /** The phase; Pending while nothing has reported one. */
  public static String phase(Pod pod) {
    return pod.getStatus() == null || pod.getStatus().getPhase() == null
        ? "Pending"
        : pod.getStatus().getPhase();
  }

  /** Whether the pod has run to an end. */
  public static boolean isTerminal(Pod pod) {
    var phase = phase(pod);
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  /** Whether someone has asked for the pod's removal. */
  public static boolean isDeleting(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  /** Whether the pod counts towards the wanted number. */
  public static boolean isActive(Pod pod) {
    return !isTerminal(pod) && !isDeleting(pod);
  }

  /** Whether the pod is on its way out but may still run. */
  public static boolean isTerminating(Pod pod) {
    return !isTerminal(pod) && isDeleting(pod);
  }

  /** A condition of the pod. */
  public static Optional<PodCondition> condition(Pod pod, String type) {
    return pod.getStatus() == null || pod.getStatus().getConditions() == null
        ? Optional.empty()
        : pod.getStatus().getConditions().stream()
            .filter(condition -> type.equals(condition.getType()))
            .findFirst();
  }

  /** Whether the pod may receive requests. */
  public static boolean isReady(Pod pod) {
    return condition(pod, "Ready").filter(c -> "True".equals(c.getStatus())).isPresent();
  }

  /** Since when the pod is ready, if it is. */
  public static Optional<Instant> readySince(Pod pod) {
    return condition(pod, "Ready")
        .filter(c -> "True".equals(c.getStatus()) && c.getLastTransitionTime() != null)
        .map(c -> Instant.parse(c.getLastTransitionTime()));
  }

  /** Whether the pod has been ready for long enough. */
  public static boolean isAvailable(Pod pod, int minReadySeconds, Instant now) {
    return isReady(pod)
        && (minReadySeconds == 0
            || readySince(pod)
                .filter(since -> !since.plus(Duration.ofSeconds(minReadySeconds)).isAfter(now))
                .isPresent());
  }

  /** The restarts of the container that was restarted most. */
  public static int restarts(Pod pod) {
    return pod.getStatus() == null
        ? 0
        : Stream.concat(
                pod.getStatus().getContainerStatuses().stream(),
                pod.getStatus().getInitContainerStatuses().stream())
            .map(ContainerStatus::getRestartCount)
            .filter(count -> count != null)
            .mapToInt(Integer::intValue)
            .max()
            .orElse(0);
  }

  /** When the pod was created. */
  public static Instant created(Pod pod) {
    var text = pod.getMetadata().getCreationTimestamp();
    return text == null ? Instant.EPOCH : Instant.parse(text);
  }
}
