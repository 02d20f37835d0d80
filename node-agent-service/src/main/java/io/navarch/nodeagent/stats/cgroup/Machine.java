package io.navarch.nodeagent.stats.cgroup;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The machine as a whole, from the kernel's files about it. */
public record Machine(Path proc) {

  private static final long KIB = 1024;
  private static final int RUNNING = 3;

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

  /** How many processes and threads there are. */
  public long processes() {
    return KernelFiles.lines(proc.resolve("loadavg")).stream()
        .map(line -> line.split(" ", -1))
        .filter(words -> words.length > RUNNING && words[RUNNING].contains("/"))
        .map(words -> Long.parseLong(words[RUNNING].substring(words[RUNNING].indexOf('/') + 1)))
        .findFirst()
        .orElse(0L);
  }

  /** How many there may be; 0 if the kernel does not say. */
  public long maxProcesses() {
    return Stream.of("sys/kernel/pid_max", "sys/kernel/threads-max")
        .flatMap(file -> KernelFiles.lines(proc.resolve(file)).stream())
        .map(KernelFiles::number)
        .min(Long::compare)
        .orElse(0L);
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
