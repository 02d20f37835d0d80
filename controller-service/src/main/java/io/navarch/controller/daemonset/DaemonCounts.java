package io.navarch.controller.daemonset;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.controller.podcontrol.PodFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How far a DaemonSet is, in nodes. */
record DaemonCounts(
    int desired, int current, int misscheduled, int ready, int updated, int available) {

  static DaemonCounts of(
      Map<String, NodeFit> fits, Map<String, List<Pod>> pods, DaemonPlan.Update update) {
    int desired = 0;
    int current = 0;
    int misscheduled = 0;
    int ready = 0;
    int updated = 0;
    int available = 0;
    for (var node : fits.entrySet()) {
      var here = pods.getOrDefault(node.getKey(), List.of());
      if (!node.getValue().shouldRun()) {
        misscheduled += here.isEmpty() ? 0 : 1;
        continue;
      }
      desired++;
      if (here.isEmpty()) {
        continue;
      }
      current++;
      var oldest = here.stream().min(Comparator.comparing(PodFacts::created)).orElseThrow();
      if (PodFacts.isReady(oldest)) {
        ready++;
        available += update.isAvailable().test(oldest) ? 1 : 0;
      }
      updated += update.isNew().test(oldest) ? 1 : 0;
    }
    return new DaemonCounts(desired, current, misscheduled, ready, updated, available);
  }
}
