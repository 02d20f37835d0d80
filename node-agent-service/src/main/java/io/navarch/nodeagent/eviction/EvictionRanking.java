package io.navarch.nodeagent.eviction;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.pod.spec.Amounts;
import io.navarch.nodeagent.stats.PodUse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Which Pod has to go first when the node runs short. Pure. */
record EvictionRanking(Map<String, PodUse> use) {

  EvictionRanking {
    use = Map.copyOf(use);
  }

  /** The Pods, the first to go first. */
  List<Pod> order(List<Pod> pods, Signal signal) {
    Comparator<Pod> order =
        switch (signal) {
          case MEMORY -> byExcess("memory");
          case NODEFS, NODEFS_INODES, IMAGEFS, IMAGEFS_INODES -> byExcess("ephemeral-storage");
          case PROCESSES ->
              Comparator.comparingInt(EvictionRanking::priority)
                  .thenComparing(
                      Comparator.comparingLong((Pod pod) -> of(pod).processes()).reversed());
        };
    return pods.stream().sorted(order).toList();
  }

  /** Who uses more than it asked for, then by priority, then by how much more. */
  private Comparator<Pod> byExcess(String resource) {
    return Comparator.comparingInt((Pod pod) -> excess(pod, resource) > 0 ? 0 : 1)
        .thenComparingInt(EvictionRanking::priority)
        .thenComparing(Comparator.comparingLong((Pod pod) -> excess(pod, resource)).reversed());
  }

  private long excess(Pod pod, String resource) {
    long used = resource.equals("memory") ? of(pod).memory() : of(pod).disk();
    return used - Amounts.totalRequest(pod, resource);
  }

  private PodUse of(Pod pod) {
    return use.getOrDefault(pod.getMetadata().getUid(), PodUse.NONE);
  }

  static int priority(Pod pod) {
    var priority = pod.getSpec().getPriority();
    return priority == null ? 0 : priority;
  }
}
