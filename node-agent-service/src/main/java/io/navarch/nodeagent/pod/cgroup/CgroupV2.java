package io.navarch.nodeagent.pod.cgroup;

import io.navarch.nodeagent.pod.config.ContainerResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Version 2: one hierarchy for all controllers. */
record CgroupV2(Path root) implements CgroupHierarchy {

  private static final long MOST_SHARES = 262_142;
  private static final long MOST_WEIGHT = 9999;

  @Override
  public void create(Path group) throws IOException {
    var current = root;
    for (var name : group) {
      delegate(current);
      current = current.resolve(name);
      Files.createDirectories(current);
    }
    delegate(current);
  }

  /** Lets the groups below use every controller that this one has. */
  private static void delegate(Path group) throws IOException {
    var available = Files.readString(group.resolve("cgroup.controllers")).strip();
    if (!available.isEmpty()) {
      var wish =
          Arrays.stream(available.split(" ", -1))
              .map(c -> "+" + c)
              .collect(Collectors.joining(" "));
      Files.writeString(group.resolve("cgroup.subtree_control"), wish);
    }
  }

  @Override
  public void limit(Path group, PodCgroup limits) throws IOException {
    var directory = root.resolve(group);
    write(directory, "cpu.weight", Long.toString(weight(limits.shares())));
    var quota = limits.quotaMicros() == 0 ? "max" : Long.toString(limits.quotaMicros());
    write(directory, "cpu.max", "%s %d".formatted(quota, ContainerResources.CPU_PERIOD_MICROS));
    write(
        directory,
        "memory.max",
        limits.memoryBytes() == 0 ? "max" : Long.toString(limits.memoryBytes()));
  }

  static long weight(long shares) {
    return 1 + ((shares - 2) * MOST_WEIGHT) / MOST_SHARES;
  }

  private static void write(Path directory, String file, String value) throws IOException {
    var path = directory.resolve(file);
    if (Files.exists(path)) {
      Files.writeString(path, value);
    }
  }

  @Override
  public List<Path> directories(Path group) {
    var directory = root.resolve(group);
    return Files.isDirectory(directory) ? List.of(directory) : List.of();
  }
}
