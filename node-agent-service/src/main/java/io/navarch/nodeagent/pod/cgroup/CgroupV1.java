package io.navarch.nodeagent.pod.cgroup;

import io.navarch.nodeagent.pod.config.ContainerResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Version 1: one hierarchy per controller.
 *
 * @param roots where the hierarchies are mounted, by controller
 */
record CgroupV1(List<Path> roots) implements CgroupHierarchy {

  private static final List<String> CPUSET_FILES = List.of("cpuset.cpus", "cpuset.mems");

  CgroupV1 {
    roots = List.copyOf(roots);
  }

  @Override
  public void create(Path group) throws IOException {
    for (var root : roots) {
      var current = root;
      for (var name : group) {
        var parent = current;
        current = current.resolve(name);
        if (!Files.isDirectory(current)) {
          Files.createDirectories(current);
          inheritCpuSet(parent, current);
        }
      }
    }
  }

  /** A new cpuset is empty and takes no process until it has what its parent has. */
  private static void inheritCpuSet(Path parent, Path child) throws IOException {
    for (var file : CPUSET_FILES) {
      if (Files.exists(child.resolve(file)) && Files.exists(parent.resolve(file))) {
        Files.writeString(child.resolve(file), Files.readString(parent.resolve(file)).strip());
      }
    }
  }

  @Override
  public void limit(Path group, PodCgroup limits) throws IOException {
    for (var root : roots) {
      var directory = root.resolve(group);
      write(directory, "cpu.shares", limits.shares());
      write(directory, "cpu.cfs_period_us", ContainerResources.CPU_PERIOD_MICROS);
      write(directory, "cpu.cfs_quota_us", limits.quotaMicros() == 0 ? -1 : limits.quotaMicros());
      write(
          directory,
          "memory.limit_in_bytes",
          limits.memoryBytes() == 0 ? -1 : limits.memoryBytes());
    }
  }

  private static void write(Path directory, String file, long value) throws IOException {
    var path = directory.resolve(file);
    if (Files.exists(path)) {
      Files.writeString(path, Long.toString(value));
    }
  }

  @Override
  public List<Path> directories(Path group) {
    return roots.stream().map(root -> root.resolve(group)).filter(Files::isDirectory).toList();
  }
}
