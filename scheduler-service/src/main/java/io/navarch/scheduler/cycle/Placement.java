package io.navarch.scheduler.cycle;

import io.navarch.scheduler.framework.Diagnosis;

/** What a scheduling cycle decided. */
public sealed interface Placement {

  /**
   * A node was found.
   *
   * @param evaluated how many nodes were tried
   * @param feasible how many of them fit
   */
  record Placed(String nodeName, int evaluated, int feasible) implements Placement {}

  /** No node fits. */
  record Nowhere(Diagnosis diagnosis) implements Placement {}
}
