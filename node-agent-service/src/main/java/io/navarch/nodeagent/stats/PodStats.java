package io.navarch.nodeagent.stats;

import io.navarch.nodeagent.stats.cgroup.InterfaceSample;
import java.util.List;
import java.util.Map;

/**
 * What one Pod uses.
 *
 * @param own its group, which holds all its containers
 * @param sandbox the container that holds its network
 * @param containers use by container, without the sandbox
 */
record PodStats(
    RunningContainer sandbox,
    GroupStats own,
    Map<RunningContainer, GroupStats> containers,
    List<InterfaceSample> interfaces) {

  PodStats {
    containers = Map.copyOf(containers);
    interfaces = List.copyOf(interfaces);
  }
}
