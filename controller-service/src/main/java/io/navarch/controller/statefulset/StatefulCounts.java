package io.navarch.controller.statefulset;

import io.navarch.controller.podcontrol.PodFacts;

/** How far a StatefulSet is, in pods. */
record StatefulCounts(
    int replicas, int ready, int available, int current, int updated, String currentRevision) {

  /**
   * Counts the pods.
   *
   * @param present the revision from which the set comes; the newest takes its place when all pods
   *     are of it
   */
  static StatefulCounts of(StatefulPlan.State state, String present) {
    int ready = 0;
    int available = 0;
    int current = 0;
    int updated = 0;
    for (var pod : state.pods().values()) {
      ready += PodFacts.isReady(pod) ? 1 : 0;
      available += PodFacts.isReady(pod) && state.isAvailable().test(pod) ? 1 : 0;
      if (!PodFacts.isDeleting(pod)) {
        current += StatefulPods.revision(pod).equals(present) ? 1 : 0;
        updated += StatefulPods.revision(pod).equals(state.newest()) ? 1 : 0;
      }
    }
    int replicas = state.pods().size();
    boolean isComplete = state.isRolling() && updated == replicas && ready == replicas;
    return isComplete
        ? new StatefulCounts(replicas, ready, available, updated, updated, state.newest())
        : new StatefulCounts(replicas, ready, available, current, updated, present);
  }
}
