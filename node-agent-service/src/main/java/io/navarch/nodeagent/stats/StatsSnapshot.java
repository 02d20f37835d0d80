package io.navarch.nodeagent.stats;

import io.navarch.nodeagent.stats.cgroup.InterfaceSample;
import java.time.Instant;
import java.util.List;

/**
 * What everything on the node used at one moment.
 *
 * @param cores how many processors the machine has
 * @param memory bytes of memory the machine has
 */
record StatsSnapshot(
    Instant time,
    GroupStats node,
    int cores,
    long memory,
    List<InterfaceSample> interfaces,
    List<PodStats> pods) {

  StatsSnapshot {
    interfaces = List.copyOf(interfaces);
    pods = List.copyOf(pods);
  }
}
