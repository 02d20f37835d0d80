package io.navarch.nodeagent.eviction;

import java.util.Arrays;

/** What of the node may run short, in the order in which shortage is met. */
enum Signal {
  MEMORY("memory.available", "MemoryPressure", "memory"),
  NODEFS("nodefs.available", "DiskPressure", "ephemeral-storage"),
  NODEFS_INODES("nodefs.inodesFree", "DiskPressure", "inodes"),
  IMAGEFS("imagefs.available", "DiskPressure", "ephemeral-storage"),
  IMAGEFS_INODES("imagefs.inodesFree", "DiskPressure", "inodes"),
  PROCESSES("pid.available", "PIDPressure", "pids");

  private final String apiName;
  private final String condition;
  private final String resource;

  Signal(String apiName, String condition, String resource) {
    this.apiName = apiName;
    this.condition = condition;
    this.resource = resource;
  }

  static Signal of(String apiName) {
    return Arrays.stream(values())
        .filter(s -> s.apiName.equals(apiName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unsupported eviction signal " + apiName));
  }

  /** The node's condition while it is short of this. */
  String condition() {
    return condition;
  }

  /** What it is short of, as messages say. */
  String resource() {
    return resource;
  }

  /** Whether the amounts are bytes. */
  boolean countsBytes() {
    return this == MEMORY || this == NODEFS || this == IMAGEFS;
  }

  /** Whether images that nobody uses can be given up first. */
  boolean isDisk() {
    return condition.equals("DiskPressure");
  }

  @Override
  public String toString() {
    return apiName;
  }
}
