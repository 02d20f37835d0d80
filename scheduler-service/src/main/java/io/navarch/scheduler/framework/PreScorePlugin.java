package io.navarch.scheduler.framework;

import io.navarch.scheduler.snapshot.NodeInfo;
import io.navarch.scheduler.snapshot.PodInfo;
import java.util.List;

/** Prepares the scores of the nodes that are left. */
public interface PreScorePlugin extends Plugin {

  /** False if this plugin's score has nothing to say about the Pod. */
  boolean preScore(CycleState state, PodInfo pod, List<NodeInfo> feasible);
}
