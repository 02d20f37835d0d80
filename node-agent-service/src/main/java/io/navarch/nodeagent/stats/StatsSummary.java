package io.navarch.nodeagent.stats;

import io.navarch.nodeagent.stats.cgroup.InterfaceSample;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a snapshot as the kubelet's Summary API has it. */
final class StatsSummary {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final String DEFAULT_INTERFACE = "eth0";

  private final StatsSnapshot snapshot;
  private final Map<String, PodDiskUse> disk;

  private StatsSummary(StatsSnapshot snapshot, Map<String, PodDiskUse> disk) {
    this.snapshot = snapshot;
    this.disk = disk;
  }

  static ObjectNode of(
      String nodeName,
      StatsSnapshot snapshot,
      FilesystemUse filesystem,
      Map<String, PodDiskUse> disk) {
    var summary = new StatsSummary(snapshot, disk);
    var root = JSON.objectNode();
    var node = root.putObject("node").put("nodeName", nodeName);
    summary.use(node, snapshot.node());
    node.withObject("memory")
        .put(
            "availableBytes",
            Math.max(0, snapshot.memory() - snapshot.node().sample().workingSet()));
    summary.network(node, snapshot.interfaces());
    summary.filesystem(node.putObject("fs"), filesystem);
    summary.filesystem(node.putObject("runtime").putObject("imageFs"), filesystem);
    var pods = root.putArray("pods");
    snapshot.pods().forEach(pod -> pods.add(summary.pod(pod)));
    return root;
  }

  private ObjectNode pod(PodStats pod) {
    var sandbox = pod.sandbox();
    var json = JSON.objectNode();
    json.putObject("podRef")
        .put("name", sandbox.pod())
        .put("namespace", sandbox.namespace())
        .put("uid", sandbox.podUid());
    json.put("startTime", text(sandbox.startedAt()));
    var written = disk.getOrDefault(sandbox.podUid(), PodDiskUse.UNKNOWN);
    var containers = json.putArray("containers");
    for (Map.Entry<RunningContainer, GroupStats> entry : pod.containers().entrySet()) {
      var container = containers.addObject().put("name", entry.getKey().name());
      container.put("startTime", text(entry.getKey().startedAt()));
      use(container, entry.getValue());
      var logs = written.logs().get(entry.getKey().name());
      if (logs != null) {
        disk(container.putObject("logs"), logs);
      }
    }
    use(json, pod.own());
    network(json, pod.interfaces());
    if (!written.volumes().isEmpty()) {
      var volumes = json.putArray("volume");
      written.volumes().forEach((name, use) -> disk(volumes.addObject(), use).put("name", name));
    }
    written.total().ifPresent(total -> disk(json.putObject("ephemeral-storage"), total));
    json.putObject("process_stats").put("process_count", pod.own().sample().pids());
    return json;
  }

  private void use(ObjectNode json, GroupStats stats) {
    var sample = stats.sample();
    var time = text(stats.time());
    json.putObject("cpu")
        .put("time", time)
        .put("usageNanoCores", stats.nanoCores())
        .put("usageCoreNanoSeconds", sample.cpuNanos());
    var memory = json.putObject("memory").put("time", time);
    if (sample.memoryLimit() > 0) {
      memory.put("availableBytes", Math.max(0, sample.memoryLimit() - sample.workingSet()));
    }
    memory
        .put("usageBytes", sample.memoryUsage())
        .put("workingSetBytes", sample.workingSet())
        .put("rssBytes", sample.rss())
        .put("pageFaults", sample.pageFaults())
        .put("majorPageFaults", sample.majorPageFaults());
  }

  private void network(ObjectNode json, List<InterfaceSample> interfaces) {
    if (interfaces.isEmpty()) {
      return;
    }
    var network = json.putObject("network").put("time", text(snapshot.time()));
    counters(
        network,
        interfaces.stream()
            .filter(sample -> sample.name().equals(DEFAULT_INTERFACE))
            .findFirst()
            .orElse(interfaces.getFirst()));
    var all = network.putArray("interfaces");
    interfaces.forEach(sample -> counters(all.addObject(), sample));
  }

  private static void counters(ObjectNode json, InterfaceSample sample) {
    json.put("name", sample.name())
        .put("rxBytes", sample.receivedBytes())
        .put("rxErrors", sample.receiveErrors())
        .put("txBytes", sample.sent().bytes())
        .put("txErrors", sample.sent().errors());
  }

  private ObjectNode disk(ObjectNode json, DiskUse use) {
    return json.put("time", text(snapshot.time()))
        .put("availableBytes", use.filesystem().available())
        .put("capacityBytes", use.filesystem().capacity())
        .put("usedBytes", use.bytes())
        .put("inodesUsed", use.files());
  }

  private void filesystem(ObjectNode json, FilesystemUse use) {
    json.put("time", text(snapshot.time()))
        .put("availableBytes", use.available())
        .put("capacityBytes", use.capacity())
        .put("usedBytes", use.used());
  }

  /** Times of the API have whole seconds. */
  private static String text(Instant time) {
    return Instant.ofEpochSecond(time.getEpochSecond()).toString();
  }
}
