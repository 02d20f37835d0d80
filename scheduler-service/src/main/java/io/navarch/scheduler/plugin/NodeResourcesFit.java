package io.navarch.scheduler.plugin;

import io.navarch.scheduler.framework.ClusterEvent;
import io.navarch.scheduler.framework.CycleState;
import io.navarch.scheduler.framework.FilterPlugin;
import io.navarch.scheduler.framework.ScorePlugin;
import io.navarch.scheduler.framework.Verdict;
import io.navarch.scheduler.snapshot.NodeInfo;
import io.navarch.scheduler.snapshot.PodInfo;
import io.navarch.scheduler.snapshot.ResourceIndex;
import java.util.ArrayList;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/**
 * A node must have what the Pod asks for; nodes that keep more of it free are preferred (strategy
 * LeastAllocated).
 */
@Component
@RequiredArgsConstructor
final class NodeResourcesFit implements FilterPlugin, ScorePlugin {

  private final ResourceIndex resources;

  @Override
  public Verdict filter(CycleState state, PodInfo pod, NodeInfo node) {
    var reasons = new ArrayList<String>();
    boolean resolvable = true;
    for (int resource = 0; resource < pod.requests().size(); resource++) {
      long wanted = pod.requests().get(resource);
      long free = node.allocatable().get(resource) - node.requested().get(resource);
      if (wanted > 0 && wanted > free) {
        reasons.add(
            resource == ResourceIndex.PODS
                ? "Too many pods"
                : "Insufficient " + resources.name(resource));
        resolvable &= wanted <= node.allocatable().get(resource);
      }
    }
    return reasons.isEmpty() ? Verdict.FITS : new Verdict.Rejected(reasons, resolvable);
  }

  @Override
  public long score(CycleState state, PodInfo pod, NodeInfo node) {
    return (free(pod, node, ResourceIndex.CPU) + free(pod, node, ResourceIndex.MEMORY)) / 2;
  }

  /** What stays free of a resource with the Pod on the node, 0 to {@link #MAX_SCORE}. */
  private static long free(PodInfo pod, NodeInfo node, int resource) {
    long capacity = node.allocatable().get(resource);
    long used = node.scoredRequested().get(resource) + pod.scoredRequests().get(resource);
    return capacity == 0 || used > capacity
        ? 0
        : (long) ((capacity - used) * (double) MAX_SCORE / capacity);
  }

  @Override
  public Set<ClusterEvent> wakesOn() {
    return Set.of(
        ClusterEvent.NODE_ADDED,
        ClusterEvent.NODE_ALLOCATABLE_CHANGED,
        ClusterEvent.ASSIGNED_POD_DELETED,
        ClusterEvent.POD_UPDATED);
  }
}
