package io.navarch.scheduler.framework;

import io.navarch.scheduler.snapshot.PodInfo;

/** Does what must be done before the Pod is bound, such as binding its volumes. */
public interface PreBindPlugin extends Plugin {

  /** Does it; may wait, within its own limit. */
  StepResult preBind(CycleState state, PodInfo pod, String nodeName);
}
