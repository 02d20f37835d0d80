package io.navarch.nodeagent.stats;

import io.navarch.nodeagent.stats.cgroup.CgroupReader;
import io.navarch.nodeagent.stats.cgroup.CgroupSample;
import io.navarch.nodeagent.stats.cgroup.InterfaceSample;
import io.navarch.nodeagent.stats.cgroup.Machine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Measures all containers of the node every few seconds and keeps the last result, which readers
 * get without waiting. One thread measures.
 */
@Component
class StatsCollector {

  private final ObjectProvider<RunningContainers> containers;
  private final CgroupReader cgroups;
  private final StatsProperties properties;
  private final Clock clock;
  private final Machine machine;
  private Map<String, GroupStats> previous = Map.of();
  private volatile StatsSnapshot snapshot;

  StatsCollector(
      ObjectProvider<RunningContainers> containers,
      CgroupReader cgroups,
      StatsProperties properties,
      Clock clock) {
    this.containers = containers;
    this.cgroups = cgroups;
    this.properties = properties;
    this.clock = clock;
    this.machine = Machine.at(properties.proc());
    this.snapshot = empty(clock.instant());
  }

  /** The last result. */
  StatsSnapshot snapshot() {
    return snapshot;
  }

  @Scheduled(fixedRateString = "${node-agent.stats.period:10s}")
  void measure() {
    var now = clock.instant();
    var current = new HashMap<String, GroupStats>();
    var pods =
        containers.stream()
            .flatMap(source -> source.list().stream())
            .collect(Collectors.groupingBy(RunningContainer::podUid))
            .values()
            .stream()
            .flatMap(all -> pod(all, now, current).stream())
            .toList();
    var node = group(properties.nodeCgroup(), now, current);
    snapshot =
        new StatsSnapshot(
            now,
            node.map(stats -> withMachine(stats)).orElse(snapshot.node()),
            machine.cores(),
            machine.memory(),
            InterfaceSample.of(properties.proc(), 1),
            pods);
    previous = current;
  }

  /** The root group of some kernels does not account memory; the machine's own figures do. */
  private GroupStats withMachine(GroupStats stats) {
    var sample =
        stats.sample().toBuilder()
            .memoryUsage(machine.used())
            .workingSet(machine.workingSet())
            .build();
    return new GroupStats(stats.time(), sample, stats.nanoCores());
  }

  private Optional<PodStats> pod(
      List<RunningContainer> all, Instant now, Map<String, GroupStats> current) {
    var sandbox = all.stream().filter(RunningContainer::isSandbox).findFirst();
    var byContainer = new LinkedHashMap<RunningContainer, GroupStats>();
    for (var container : all) {
      if (!container.isSandbox()) {
        group(container.cgroup(), now, current).ifPresent(s -> byContainer.put(container, s));
      }
    }
    return sandbox.map(holder ->
        new PodStats(
            holder,
            group(holder.podCgroup(), now, current).orElseGet(() -> sum(byContainer, now)),
            byContainer,
            interfaces(holder)));
  }

  private List<InterfaceSample> interfaces(RunningContainer sandbox) {
    return cgroups.processes(sandbox.cgroup()).stream()
        .limit(1)
        .flatMap(process -> InterfaceSample.of(properties.proc(), process).stream())
        .toList();
  }

  private Optional<GroupStats> group(String path, Instant now, Map<String, GroupStats> current) {
    return cgroups
        .read(path)
        .map(sample -> {
          var stats = new GroupStats(now, sample, rate(path, sample, now));
          current.put(path, stats);
          return stats;
        });
  }

  private long rate(String path, CgroupSample sample, Instant now) {
    var before = previous.get(path);
    if (before == null || sample.cpuNanos() < before.sample().cpuNanos()) {
      return 0;
    }
    double seconds = Duration.between(before.time(), now).toNanos() / 1e9;
    return seconds <= 0
        ? 0
        : Math.round((sample.cpuNanos() - before.sample().cpuNanos()) / seconds);
  }

  /** For runtimes that give Pods no group of their own. */
  private static GroupStats sum(Map<RunningContainer, GroupStats> containers, Instant now) {
    long cpu = 0;
    long usage = 0;
    long workingSet = 0;
    long rate = 0;
    for (var stats : containers.values()) {
      cpu += stats.sample().cpuNanos();
      usage += stats.sample().memoryUsage();
      workingSet += stats.sample().workingSet();
      rate += stats.nanoCores();
    }
    var sample =
        CgroupSample.builder().cpuNanos(cpu).memoryUsage(usage).workingSet(workingSet).build();
    return new GroupStats(now, sample, rate);
  }

  private static StatsSnapshot empty(Instant now) {
    var nothing = new GroupStats(now, CgroupSample.builder().build(), 0);
    return new StatsSnapshot(now, nothing, 0, 0, List.of(), List.of());
  }
}
