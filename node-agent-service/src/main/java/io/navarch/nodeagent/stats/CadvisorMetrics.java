package io.navarch.nodeagent.stats;

import io.navarch.nodeagent.stats.cgroup.InterfaceSample;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;

/** What containers use, under cAdvisor's names and labels. */
final class CadvisorMetrics {

  private static final double NANOS = 1e9;

  private final MetricFamilies families = new MetricFamilies();

  private CadvisorMetrics() {}

  static MetricSnapshots of(StatsSnapshot snapshot) {
    var metrics = new CadvisorMetrics();
    metrics.machine(snapshot);
    metrics.group(snapshot.node(), labels("", "/", "", "", "", ""), Labels.EMPTY);
    for (var pod : snapshot.pods()) {
      metrics.pod(pod);
    }
    return metrics.families.snapshots();
  }

  /** Whether a metric is one of these. */
  static boolean isName(String metric) {
    return metric.startsWith("container_") || metric.startsWith("machine_");
  }

  private void machine(StatsSnapshot snapshot) {
    families.gauge(
        "machine_cpu_cores",
        "Number of logical CPU cores.",
        Labels.EMPTY,
        snapshot.cores(),
        snapshot.time());
    families.gauge(
        "machine_memory_bytes",
        "Amount of memory installed on the machine.",
        Labels.EMPTY,
        snapshot.memory(),
        snapshot.time());
  }

  private void pod(PodStats pod) {
    var sandbox = pod.sandbox();
    group(
        pod.own(),
        labels("", sandbox.podCgroup(), "", "", sandbox.namespace(), sandbox.pod()),
        Labels.EMPTY);
    pod.containers()
        .forEach((container, stats) -> {
          var labels = labels(container);
          group(stats, labels, labels);
          started(container, labels, stats.time());
        });
    for (var sample : pod.interfaces()) {
      network(sample, labels(sandbox), pod.own().time());
    }
  }

  private static Labels labels(RunningContainer container) {
    return labels(
        container.isSandbox() ? "POD" : container.name(),
        container.cgroup(),
        container.image(),
        container.id(),
        container.namespace(),
        container.pod());
  }

  private static Labels labels(
      String container, String id, String image, String name, String namespace, String pod) {
    return Labels.of(
        "container",
        container,
        "id",
        id,
        "image",
        image,
        "name",
        name,
        "namespace",
        namespace,
        "pod",
        pod);
  }

  private void started(RunningContainer container, Labels labels, Instant time) {
    families.gauge(
        "container_start_time_seconds",
        "Start time of the container since unix epoch in seconds.",
        labels,
        container.startedAt().getEpochSecond(),
        time);
    families.gauge(
        "container_last_seen",
        "Last time a container was seen by the exporter",
        labels,
        time.getEpochSecond(),
        time);
  }

  private void group(GroupStats stats, Labels labels, Labels throttled) {
    cpu(stats, labels);
    memory(stats, labels);
    limits(stats, labels);
    io(stats, labels);
    if (!throttled.isEmpty() && stats.sample().periods() > 0) {
      throttling(stats, throttled);
    }
  }

  private void cpu(GroupStats stats, Labels labels) {
    var sample = stats.sample();
    var time = stats.time();
    families.counter(
        "container_cpu_usage_seconds",
        "Cumulative cpu time consumed in seconds.",
        labels.add("cpu", "total"),
        sample.cpuNanos() / NANOS,
        time);
    families.counter(
        "container_cpu_user_seconds",
        "Cumulative user cpu time consumed in seconds.",
        labels,
        sample.cpuUserNanos() / NANOS,
        time);
    families.counter(
        "container_cpu_system_seconds",
        "Cumulative system cpu time consumed in seconds.",
        labels,
        sample.cpuSystemNanos() / NANOS,
        time);
    gauge("container_processes", "Number of processes running.", labels, sample.pids(), time);
  }

  /** What a container may use at most; 0 is no limit. */
  private void limits(GroupStats stats, Labels labels) {
    var sample = stats.sample();
    var time = stats.time();
    gauge("container_spec_cpu_shares", "CPU share.", labels, sample.cpuShares(), time);
    if (sample.cpuQuota() > 0) {
      gauge("container_spec_cpu_quota", "CPU quota in us.", labels, sample.cpuQuota(), time);
      gauge("container_spec_cpu_period", "CPU period in us.", labels, sample.cpuPeriod(), time);
    }
    gauge(
        "container_spec_memory_limit_bytes",
        "Memory limit, 0: none.",
        labels,
        sample.memoryLimit(),
        time);
  }

  private void throttling(GroupStats stats, Labels labels) {
    var sample = stats.sample();
    families.counter(
        "container_cpu_cfs_periods",
        "Number of elapsed enforcement period intervals.",
        labels,
        sample.periods(),
        stats.time());
    families.counter(
        "container_cpu_cfs_throttled_periods",
        "Number of throttled period intervals.",
        labels,
        sample.throttledPeriods(),
        stats.time());
    families.counter(
        "container_cpu_cfs_throttled_seconds",
        "Total time duration the container has been throttled.",
        labels,
        sample.throttledNanos() / NANOS,
        stats.time());
  }

  private void memory(GroupStats stats, Labels labels) {
    var sample = stats.sample();
    var time = stats.time();
    gauge(
        "container_memory_usage_bytes",
        "Memory in use, in bytes.",
        labels,
        sample.memoryUsage(),
        time);
    gauge(
        "container_memory_working_set_bytes",
        "Working set in bytes.",
        labels,
        sample.workingSet(),
        time);
    gauge("container_memory_rss", "Anonymous memory in bytes.", labels, sample.rss(), time);
    gauge("container_memory_cache", "Page cache in bytes.", labels, sample.cache(), time);
    gauge(
        "container_memory_mapped_file",
        "Mapped files in bytes.",
        labels,
        sample.mappedFile(),
        time);
    gauge("container_memory_swap", "Swap in use, in bytes.", labels, sample.swap(), time);
    families.counter(
        "container_memory_failures",
        "Cumulative count of page faults.",
        labels.add("failure_type", "pgmajfault").add("scope", "hierarchy"),
        sample.majorPageFaults(),
        time);
  }

  private void io(GroupStats stats, Labels labels) {
    var sample = stats.sample();
    var device = labels.add("device", "");
    var time = stats.time();
    counter("container_fs_reads_bytes", "Bytes read.", device, sample.readBytes(), time);
    counter("container_fs_writes_bytes", "Bytes written.", device, sample.writtenBytes(), time);
    counter("container_fs_reads", "Reads completed.", device, sample.reads(), time);
    counter("container_fs_writes", "Writes completed.", device, sample.writes(), time);
  }

  private void network(InterfaceSample in, Labels pod, Instant time) {
    var labels = pod.add("interface", in.name());
    var out = in.sent();
    var name = "container_network_";
    counter(name + "receive_bytes", "Bytes received.", labels, in.receivedBytes(), time);
    counter(name + "receive_packets", "Packets received.", labels, in.receivedPackets(), time);
    counter(name + "receive_errors", "Errors received.", labels, in.receiveErrors(), time);
    counter(
        name + "receive_packets_dropped",
        "Packets dropped on the way in.",
        labels,
        in.receiveDropped(),
        time);
    counter(name + "transmit_bytes", "Bytes sent.", labels, out.bytes(), time);
    counter(name + "transmit_packets", "Packets sent.", labels, out.packets(), time);
    counter(name + "transmit_errors", "Errors while sending.", labels, out.errors(), time);
    counter(
        name + "transmit_packets_dropped",
        "Packets dropped on the way out.",
        labels,
        out.dropped(),
        time);
  }

  private void gauge(String name, String help, Labels labels, double value, Instant time) {
    families.gauge(name, help, labels, value, time);
  }

  private void counter(String name, String help, Labels labels, double value, Instant time) {
    families.counter(name, help, labels, value, time);
  }
}
