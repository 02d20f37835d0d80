package io.navarch.nodeagent.stats;

import io.navarch.nodeagent.stats.cgroup.Machine;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** What was measured last, for those who decide by it. */
@Component
@RequiredArgsConstructor
public class UseReader {

  private final StatsCollector collector;
  private final DiskCollector disk;
  private final StatsProperties properties;

  /** The node as a whole. */
  public NodeUse node() {
    var snapshot = collector.snapshot();
    var machine = Machine.at(properties.proc());
    long most = machine.maxProcesses();
    return new NodeUse(
        snapshot.memory(), snapshot.node().sample().workingSet(), most - machine.processes(), most);
  }

  /** The file system that Pods write to. */
  public FilesystemUse filesystem() {
    return FilesystemUse.of(properties.filesystem());
  }

  /** The Pods, by uid. */
  public Map<String, PodUse> pods() {
    var result = new HashMap<String, PodUse>();
    for (var pod : collector.snapshot().pods()) {
      result.put(pod.sandbox().podUid(), use(pod));
    }
    return result;
  }

  private PodUse use(PodStats pod) {
    var written = disk.use().getOrDefault(pod.sandbox().podUid(), PodDiskUse.UNKNOWN);
    var memory =
        pod.containers().entrySet().stream()
            .collect(
                Collectors.toMap(
                    e -> e.getKey().name(), e -> e.getValue().sample().workingSet(), Long::sum));
    var logs = new HashMap<String, Long>();
    written.logs().forEach((name, use) -> logs.put(name, use.bytes()));
    var own = pod.own().sample();
    return new PodUse(
        own.workingSet(), written.total().map(DiskUse::bytes).orElse(0L), own.pids(), memory, logs);
  }
}
