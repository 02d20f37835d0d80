package io.navarch.scheduler.framework;

import io.navarch.scheduler.snapshot.PodInfo;

/** Sets something aside for the Pod on the chosen node before it is bound. */
public interface ReservePlugin extends Plugin {

  /** Sets aside. */
  StepResult reserve(CycleState state, PodInfo pod, String nodeName);

  /** Gives back; called whenever a later step fails, also if {@code reserve} failed. */
  void unreserve(CycleState state, PodInfo pod, String nodeName);
}
