package io.navarch.nodeagent.stats;

import java.util.List;

/**
 * Tells which containers run on the node now, sandboxes included. Asked every few seconds; answers
 * from what is known rather than by asking the runtime for each.
 */
@FunctionalInterface
public interface RunningContainers {

  /** All of them, in no order. */
  List<RunningContainer> list();
}
