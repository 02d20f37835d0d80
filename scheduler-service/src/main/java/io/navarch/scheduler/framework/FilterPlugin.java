package io.navarch.scheduler.framework;

import io.navarch.scheduler.snapshot.NodeInfo;
import io.navarch.scheduler.snapshot.PodInfo;
import java.util.Set;

/**
 * Says of each node whether it can run the Pod. Must be free of effects: nodes are tried in any
 * order, also twice.
 */
public interface FilterPlugin extends Plugin {

  /** Whether the Pod fits on the node. */
  Verdict filter(CycleState state, PodInfo pod, NodeInfo node);

  /** What could change this plugin's mind about a Pod that it has rejected. */
  Set<ClusterEvent> wakesOn();
}
