package io.navarch.controller.replicaset;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.controller.podcontrol.PodDeletionOrder;
import io.navarch.controller.podcontrol.PodFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What must change so that the number of pods is the wanted one. Pure.
 *
 * @param create how many pods are missing
 * @param delete the pods that are too many
 */
record ReplicaPlan(int create, List<Pod> delete) {

  /** More than this at once would only wait in line. */
  static final int BURST = 500;

  /** What was counted, as the status tells it. */
  record Counts(int replicas, int fullyLabeled, int ready, int available, int terminating) {}

  static ReplicaPlan compute(int wanted, List<Pod> owned, List<Pod> related, Instant now) {
    var active = owned.stream().filter(PodFacts::isActive).toList();
    int missing = wanted - active.size();
    if (missing >= 0) {
      return new ReplicaPlan(Math.min(missing, BURST), List.of());
    }
    return new ReplicaPlan(
        0,
        active.stream()
            .sorted(PodDeletionOrder.cheapestFirst(related, now))
            .limit(Math.min(-missing, BURST))
            .toList());
  }

  static Counts count(
      List<Pod> owned, Map<String, String> templateLabels, int minReadySeconds, Instant now) {
    var active = owned.stream().filter(PodFacts::isActive).toList();
    int labeled = 0;
    int ready = 0;
    int available = 0;
    for (var pod : active) {
      var labels = pod.getMetadata().getLabels();
      if (labels != null && labels.entrySet().containsAll(templateLabels.entrySet())) {
        labeled++;
      }
      if (PodFacts.isReady(pod)) {
        ready++;
        available += PodFacts.isAvailable(pod, minReadySeconds, now) ? 1 : 0;
      }
    }
    int terminating = (int) owned.stream().filter(PodFacts::isTerminating).count();
    return new Counts(active.size(), labeled, ready, available, terminating);
  }
}
