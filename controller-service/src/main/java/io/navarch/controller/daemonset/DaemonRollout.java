package io.navarch.controller.daemonset;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.controller.podcontrol.PodFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The next step of a rolling update.
 *
 * @param create the nodes that get a new pod beside the old one
 * @param delete the old pods that make room
 */
record DaemonRollout(List<String> create, List<Pod> delete) {

  /**
   * Deletes old pods as long as no more than that many nodes are without an available pod.
   *
   * @param pods those of each node where a pod should run
   */
  static DaemonRollout replacing(
      Map<String, List<Pod>> pods, DaemonPlan.Update update, int maxUnavailable) {
    int unavailable = 0;
    var anyway = new ArrayList<Pod>();
    var candidates = new ArrayList<Pod>();
    for (var here : pods.values()) {
      var fresh = here.stream().filter(update.isNew()).filter(PodFacts::isActive).findFirst();
      var old = here.stream().filter(update.isNew().negate()).findFirst();
      if (fresh.isPresent() || old.isEmpty()) {
        unavailable += fresh.filter(update.isAvailable()).isPresent() ? 0 : 1;
      } else if (PodFacts.isDeleting(old.get())) {
        unavailable++;
      } else if (update.isAvailable().test(old.get())) {
        candidates.add(old.get());
      } else {
        unavailable++;
        anyway.add(old.get());
      }
    }
    int room = Math.clamp(maxUnavailable - unavailable, 0, candidates.size());
    anyway.addAll(candidates.subList(0, room));
    return new DaemonRollout(List.of(), anyway);
  }

  /** Creates new pods beside the old ones on that many nodes, and deletes what they replace. */
  static DaemonRollout surging(
      Map<String, List<Pod>> pods, DaemonPlan.Update update, int maxSurge) {
    int surging = 0;
    var anyway = new ArrayList<String>();
    var candidates = new ArrayList<String>();
    var replaced = new ArrayList<Pod>();
    for (var entry : pods.entrySet()) {
      var here = entry.getValue();
      var fresh = here.stream().filter(update.isNew()).filter(PodFacts::isActive).findFirst();
      var old =
          here.stream()
              .filter(update.isNew().negate())
              .filter(pod -> !PodFacts.isDeleting(pod))
              .findFirst();
      if (old.isEmpty()) {
        continue;
      }
      if (fresh.isEmpty()) {
        (update.isAvailable().test(old.get()) ? candidates : anyway).add(entry.getKey());
      } else if (update.isAvailable().test(fresh.get())) {
        replaced.add(old.get());
      } else {
        surging++;
      }
    }
    int room = Math.clamp(maxSurge - surging, 0, candidates.size());
    anyway.addAll(candidates.subList(0, room));
    return new DaemonRollout(anyway, replaced);
  }
}
