package io.navarch.scheduler.plugin;

import io.navarch.scheduler.framework.CycleState;
import io.navarch.scheduler.framework.ScorePlugin;
import io.navarch.scheduler.snapshot.NodeInfo;
import io.navarch.scheduler.snapshot.PodInfo;
import io.navarch.scheduler.snapshot.ResourceIndex;
import org.springframework.stereotype.Component;

/** Prefers nodes on which processor and memory are used to a like degree. */
@Component
final class NodeResourcesBalancedAllocation implements ScorePlugin {

  @Override
  public long score(CycleState state, PodInfo pod, NodeInfo node) {
    double cpu = used(pod, node, ResourceIndex.CPU);
    double memory = used(pod, node, ResourceIndex.MEMORY);
    return (long) ((1 - Math.abs(cpu - memory) / 2) * MAX_SCORE);
  }

  private static double used(PodInfo pod, NodeInfo node, int resource) {
    long capacity = node.allocatable().get(resource);
    if (capacity == 0) {
      return 1;
    }
    long used = node.requested().get(resource) + pod.requests().get(resource);
    return Math.min(1, (double) used / capacity);
  }
}
