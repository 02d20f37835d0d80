package io.navarch.nodeagent.stats.cgroup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads control groups; there is one reader for each of the kernel's two arrangements of them. */
public interface CgroupReader {

  /** What the group of that path, as in {@code /kubepods/pod1}, has used; empty if it is gone. */
  Optional<CgroupSample> read(String path);

  /** The processes in the group itself. */
  List<Long> processes(String path);

  /** The reader that fits what is mounted there, usually at {@code /sys/fs/cgroup}. */
  static CgroupReader at(Path root) {
    return Files.exists(root.resolve("cgroup.controllers"))
        ? new UnifiedCgroupReader(root)
        : new LegacyCgroupReader(root);
  }
}
