package io.navarch.scheduler.framework;

import io.navarch.scheduler.snapshot.ClusterSnapshot;
import io.navarch.scheduler.snapshot.PodInfo;

/** Tries to make room for a Pod that fits nowhere. */
public interface PostFilterPlugin extends Plugin {

  /** Makes room, or says why it can't. */
  NominationResult postFilter(
      CycleState state, PodInfo pod, Diagnosis diagnosis, ClusterSnapshot snapshot);
}
