package io.navarch.scheduler.framework;

import io.navarch.scheduler.snapshot.ClusterSnapshot;
import io.navarch.scheduler.snapshot.PodInfo;

/** Looks at the Pod before any node, once a cycle. */
public interface PreFilterPlugin extends Plugin {

  /**
   * What can be said without looking at single nodes; may leave values in the state for {@code
   * filter}.
   */
  PreFilterResult preFilter(CycleState state, PodInfo pod, ClusterSnapshot snapshot);
}
