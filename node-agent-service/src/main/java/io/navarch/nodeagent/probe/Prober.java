package io.navarch.nodeagent.probe;

import io.fabric8.kubernetes.api.model.Probe;

/** A way of asking a container. Never throws for what the container does. */
interface Prober {

  /** Whether a probe asks in this way. */
  boolean handles(Probe probe);

  /** Asks once and waits for the answer, at most for the timeout. */
  ProbeOutcome ask(ProbeTarget target);
}
