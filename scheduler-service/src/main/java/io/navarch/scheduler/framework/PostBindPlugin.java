package io.navarch.scheduler.framework;

import io.navarch.scheduler.snapshot.PodInfo;

/** Is told when a Pod has been bound. */
public interface PostBindPlugin extends Plugin {

  /** Tidies up. */
  void postBind(CycleState state, PodInfo pod, String nodeName);
}
