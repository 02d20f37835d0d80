package io.navarch.controller.daemonset;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.controller.podcontrol.PodFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What brings the pods of a DaemonSet to the nodes where they should be.
 *
 * @param create the nodes that need a pod
 * @param delete the pods that should not be
 * @param failed those of them that ended in failure
 */
record DaemonPlan(List<String> create, List<Pod> delete, List<Pod> failed) {

  private static final Comparator<Pod> OLDEST_FIRST =
      Comparator.comparing(PodFacts::created).thenComparing(pod -> pod.getMetadata().getName());

  /**
   * Compares what is with what should be.
   *
   * @param fits what each node is to the pods, by its name
   * @param pods by the node they are on or meant for
   */
  static DaemonPlan compute(Map<String, NodeFit> fits, Map<String, List<Pod>> pods, Update update) {
    var plan = new DaemonPlan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    fits.forEach((node, fit) -> plan.decide(node, fit, pods.getOrDefault(node, List.of()), update));
    var lost = new HashMap<>(pods);
    lost.keySet().removeAll(fits.keySet());
    lost.values()
        .forEach(
            all -> all.stream().filter(pod -> !PodFacts.isDeleting(pod)).forEach(plan.delete::add));
    return plan;
  }

  /**
   * How a daemon's pods are replaced.
   *
   * @param surge whether the new pod runs beside the old one until it is available
   */
  record Update(boolean surge, Predicate<Pod> isNew, Predicate<Pod> isAvailable) {}

  private void decide(String node, NodeFit fit, List<Pod> here, Update update) {
    if (here.isEmpty()) {
      if (fit.shouldRun()) {
        create.add(node);
      }
      return;
    }
    var alive = here.stream().filter(pod -> !PodFacts.isDeleting(pod)).toList();
    if (!fit.mayStay()) {
      delete.addAll(alive);
      return;
    }
    var ended = alive.stream().filter(PodFacts::isTerminal).toList();
    delete.addAll(ended);
    ended.stream().filter(pod -> PodFacts.phase(pod).equals("Failed")).forEach(failed::add);
    delete.addAll(superfluous(alive.stream().filter(PodFacts::isActive).toList(), update));
  }

  private static List<Pod> superfluous(List<Pod> running, Update update) {
    var sorted = running.stream().sorted(OLDEST_FIRST).toList();
    if (sorted.size() < 2) {
      return List.of();
    }
    if (!update.surge()) {
      return sorted.subList(1, sorted.size());
    }
    var kept = new ArrayList<Pod>();
    var newest = sorted.stream().filter(update.isNew()).findFirst();
    newest.ifPresent(kept::add);
    if (newest.filter(update.isAvailable()).isEmpty()) {
      sorted.stream().filter(update.isNew().negate()).findFirst().ifPresent(kept::add);
    }
    return sorted.stream().filter(pod -> !kept.contains(pod)).toList();
  }
}
