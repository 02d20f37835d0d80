package io.navarch.scheduler.framework;

import io.navarch.scheduler.snapshot.PodInfo;

/** May hold back the binding of a Pod that has a node. */
public interface PermitPlugin extends Plugin {

  /** Whether it may be bound. */
  PermitResult permit(CycleState state, PodInfo pod, String nodeName);
}
