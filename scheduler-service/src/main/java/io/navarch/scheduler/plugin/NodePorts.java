package io.navarch.scheduler.plugin;

import io.navarch.scheduler.framework.ClusterEvent;
import io.navarch.scheduler.framework.CycleState;
import io.navarch.scheduler.framework.FilterPlugin;
import io.navarch.scheduler.framework.PreFilterPlugin;
import io.navarch.scheduler.framework.PreFilterResult;
import io.navarch.scheduler.framework.Verdict;
import io.navarch.scheduler.snapshot.ClusterSnapshot;
import io.navarch.scheduler.snapshot.NodeInfo;
import io.navarch.scheduler.snapshot.PodInfo;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A host port is had by one Pod of a node. */
@Component
final class NodePorts implements PreFilterPlugin, FilterPlugin {

  @Override
  public PreFilterResult preFilter(CycleState state, PodInfo pod, ClusterSnapshot snapshot) {
    return pod.hostPorts().isEmpty() ? new PreFilterResult.Skip() : new PreFilterResult.Proceed();
  }

  @Override
  public Verdict filter(CycleState state, PodInfo pod, NodeInfo node) {
    boolean taken =
        pod.hostPorts().stream()
            .anyMatch(wanted -> node.usedPorts().stream().anyMatch(wanted::collides));
    return taken
        ? Verdict.rejected("node(s) didn't have free ports for the requested pod ports")
        : Verdict.FITS;
  }

  @Override
  public Set<ClusterEvent> wakesOn() {
    return Set.of(ClusterEvent.NODE_ADDED, ClusterEvent.ASSIGNED_POD_DELETED);
  }
}
