package io.navarch.nodeagent.pod.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One version of the kernel's interface to cgroups. Paths are relative to the hierarchy's root. */
interface CgroupHierarchy {

  /** Makes a group, and those above it, in every hierarchy. */
  void create(Path group) throws IOException;

  /** Sets a group's limits. */
  void limit(Path group, PodCgroup limits) throws IOException;

  /** The directories of a group, one per hierarchy that has it. */
  List<Path> directories(Path group);
}
