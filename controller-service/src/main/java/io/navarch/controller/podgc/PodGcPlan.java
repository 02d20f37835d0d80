package io.navarch.controller.podgc;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.controller.podcontrol.PodFacts;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which pods nobody else will remove. Pure. */
final class PodGcPlan {

  private PodGcPlan() {}

  /** The oldest of the pods that have ended, as far as there are more than the threshold. */
  static List<Pod> beyond(int threshold, Collection<Pod> pods) {
    var ended =
        pods.stream()
            .filter(PodFacts::isTerminal)
            .sorted(
                Comparator.comparing(PodFacts::created)
                    .thenComparing(pod -> pod.getMetadata().getName()))
            .toList();
    return threshold <= 0 ? List.of() : ended.subList(0, Math.max(0, ended.size() - threshold));
  }

  /** Pods that are to go but never had a node on which they could end. */
  static List<Pod> unscheduled(Collection<Pod> pods) {
    return pods.stream().filter(PodFacts::isDeleting).filter(pod -> node(pod).isEmpty()).toList();
  }

  /** Pods of nodes that do not exist. */
  static List<Pod> orphans(Collection<Pod> pods, Set<String> nodes) {
    return pods.stream().filter(pod -> !node(pod).isEmpty() && !nodes.contains(node(pod))).toList();
  }

  /** Pods that are to go from nodes that are out of service. */
  static List<Pod> stranded(Collection<Pod> pods, Set<String> outOfService) {
    return pods.stream()
        .filter(PodFacts::isDeleting)
        .filter(pod -> outOfService.contains(node(pod)))
        .toList();
  }

  static Stream<String> nodes(Collection<Pod> pods) {
    return pods.stream().map(PodGcPlan::node).filter(node -> !node.isEmpty()).distinct();
  }

  static String node(Pod pod) {
    var node = pod.getSpec() == null ? null : pod.getSpec().getNodeName();
    return node == null ? "" : node;
  }
}
