package io.navarch.nodeagent.stats;

import java.util.Map;

/**
 * What a Pod uses of the node at present, in bytes and processes.
 *
 * @param memory that cannot be taken back without harm
 * @param disk what it has written, logs included
 */
public record PodUse(
    long memory,
    long disk,
    long processes,
    Map<String, Long> memoryByContainer,
    Map<String, Long> diskByContainer) {

  /** Nothing is known of it. */
  public static final PodUse NONE = new PodUse(0, 0, 0, Map.of(), Map.of());

  public PodUse {
    memoryByContainer = Map.copyOf(memoryByContainer);
    diskByContainer = Map.copyOf(diskByContainer);
  }
}
