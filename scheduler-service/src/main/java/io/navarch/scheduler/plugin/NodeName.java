package io.navarch.scheduler.plugin;

import io.navarch.scheduler.framework.ClusterEvent;
import io.navarch.scheduler.framework.CycleState;
import io.navarch.scheduler.framework.FilterPlugin;
import io.navarch.scheduler.framework.Verdict;
import io.navarch.scheduler.snapshot.NodeInfo;
import io.navarch.scheduler.snapshot.PodInfo;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A Pod that names its node goes nowhere else. */
@Component
final class NodeName implements FilterPlugin {

  @Override
  public Verdict filter(CycleState state, PodInfo pod, NodeInfo node) {
    var wanted = pod.nodeName();
    return wanted.isEmpty() || wanted.equals(node.name())
        ? Verdict.FITS
        : Verdict.unresolvable("node(s) didn't match the requested node name");
  }

  @Override
  public Set<ClusterEvent> wakesOn() {
    return Set.of(ClusterEvent.NODE_ADDED);
  }
}
