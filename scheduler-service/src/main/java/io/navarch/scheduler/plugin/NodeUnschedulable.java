package io.navarch.scheduler.plugin;

import io.fabric8.kubernetes.api.model.Taint;
import io.navarch.scheduler.framework.ClusterEvent;
import io.navarch.scheduler.framework.CycleState;
import io.navarch.scheduler.framework.FilterPlugin;
import io.navarch.scheduler.framework.Verdict;
import io.navarch.scheduler.snapshot.NodeInfo;
import io.navarch.scheduler.snapshot.PodInfo;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Keeps Pods off cordoned nodes, unless they tolerate the taint that stands for it. */
@Component
final class NodeUnschedulable implements FilterPlugin {

  private static final Taint CORDONED =
      new Taint("NoSchedule", "node.kubernetes.io/unschedulable", null, null);

  @Override
  public Verdict filter(CycleState state, PodInfo pod, NodeInfo node) {
    return !node.isUnschedulable() || Tolerations.tolerate(pod, CORDONED)
        ? Verdict.FITS
        : Verdict.unresolvable("node(s) were unschedulable");
  }

  @Override
  public Set<ClusterEvent> wakesOn() {
    return Set.of(
        ClusterEvent.NODE_ADDED, ClusterEvent.NODE_TAINT_CHANGED, ClusterEvent.POD_UPDATED);
  }
}
