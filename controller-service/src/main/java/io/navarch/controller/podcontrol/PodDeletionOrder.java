package io.navarch.controller.podcontrol;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which of some equal pods to delete first: those whose loss costs least. In turn: unassigned,
 * pending, not ready, cheap by annotation, doubled up on a node, ready for a short time, often
 * restarted, young. Times count in powers of two, so that chance decides among pods of about the
 * same age.
 */
public final class PodDeletionOrder {

  private static final String COST = "controller.kubernetes.io/pod-deletion-cost";
  private static final Map<String, Integer> PHASES = Map.of("Pending", 0, "Unknown", 1);

  private PodDeletionOrder() {}

  /**
   * The order among pods as of a moment.
   *
   * @param related all pods that serve the same purpose, by which crowded nodes are found
   */
  public static Comparator<Pod> cheapestFirst(List<Pod> related, Instant now) {
    Map<String, Long> crowd =
        related.stream()
            .filter(PodFacts::isActive)
            .filter(PodDeletionOrder::isAssigned)
            .collect(
                Collectors.groupingBy(pod -> pod.getSpec().getNodeName(), Collectors.counting()));
    Function<Pod, Long> rank =
        pod -> isAssigned(pod) ? crowd.getOrDefault(pod.getSpec().getNodeName(), 0L) : 0L;
    return Comparator.comparing(PodDeletionOrder::isAssigned)
        .thenComparingInt(pod -> PHASES.getOrDefault(PodFacts.phase(pod), 2))
        .thenComparing(PodFacts::isReady)
        .thenComparingInt(PodDeletionOrder::cost)
        .thenComparing(rank, Comparator.reverseOrder())
        .thenComparingInt(pod -> PodFacts.readySince(pod).map(t -> age(t, now)).orElse(0))
        .thenComparing(PodFacts::restarts, Comparator.reverseOrder())
        .thenComparingInt(pod -> age(PodFacts.created(pod), now))
        .thenComparing(pod -> pod.getMetadata().getUid() == null ? "" : pod.getMetadata().getUid());
  }

  private static boolean isAssigned(Pod pod) {
    var node = pod.getSpec() == null ? null : pod.getSpec().getNodeName();
    return node != null && !node.isEmpty();
  }

  private static int cost(Pod pod) {
    var annotations = pod.getMetadata().getAnnotations();
    var text = annotations == null ? null : annotations.get(COST);
    try {
      return text == null ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private static int age(Instant since, Instant now) {
    long nanos = Duration.between(since, now).toNanos();
    return nanos <= 0 ? -1 : 63 - Long.numberOfLeadingZeros(nanos);
  }
}
