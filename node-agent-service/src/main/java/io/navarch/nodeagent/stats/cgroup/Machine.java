package io.navarch.nodeagent.stats.cgroup;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The machine as a whole, from the kernel's files about it. */
public record Machine(Path proc) {

  private static final long KIB = 1024;

  /** The machine whose process folder is there. */
  public static Machine at(Path proc) {
    return new Machine(proc);
  }

  /** How many processors it has. */
  public int cores() {
    return (int)
        KernelFiles.lines(proc.resolve("cpuinfo")).stream()
            .filter(line -> line.startsWith("processor"))
            .count();
  }

  /** Bytes of memory. */
  public long memory() {
    return memoryTable().getOrDefault("MemTotal", 0L);
  }

  /** Bytes that are in use, caches included. */
  public long used() {
    var table = memoryTable();
    return table.getOrDefault("MemTotal", 0L) - table.getOrDefault("MemFree", 0L);
  }

  /** Bytes in use that cannot be taken back without harm. */
  public long workingSet() {
    return Math.max(0, used() - memoryTable().getOrDefault("Inactive(file)", 0L));
  }

  private Map<String, Long> memoryTable() {
    var table = new HashMap<String, Long>();
    for (var line : KernelFiles.lines(proc.resolve("meminfo"))) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        var value = line.substring(colon + 1).replace("kB", "");
        table.put(line.substring(0, colon), KernelFiles.number(value) * KIB);
      }
    }
    return table;
  }
}
