package io.navarch.nodeagent.stats;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a Pod has written on the node.
 *
 * @param volumes by the volumes' names: those that the agent made
 * @param logs by the containers' names
 */
record PodDiskUse(Map<String, DiskUse> volumes, Map<String, DiskUse> logs) {

  static final PodDiskUse UNKNOWN = new PodDiskUse(Map.of(), Map.of());

  PodDiskUse {
    volumes = Map.copyOf(volumes);
    logs = Map.copyOf(logs);
  }

  /** What takes disk. */
  Optional<DiskUse> total() {
    return Stream.concat(volumes.values().stream(), logs.values().stream())
        .filter(use -> !use.inMemory())
        .reduce(DiskUse::plus);
  }
}
