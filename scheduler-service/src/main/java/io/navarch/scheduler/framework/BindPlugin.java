package io.navarch.scheduler.framework;

import io.navarch.scheduler.snapshot.PodInfo;

/** Tells the API where the Pod goes. */
public interface BindPlugin extends Plugin {

  /** Binds, or leaves it to the next plugin. */
  StepResult bind(CycleState state, PodInfo pod, String nodeName);
}
