package io.navarch.nodeagent.stats;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * What autoscalers and {@code kubectl top} need: processor and memory of node, Pods, containers.
 */
final class ResourceMetrics {

  private static final double NANOS = 1e9;

  private final MetricFamilies families = new MetricFamilies();

  private ResourceMetrics() {}

  static MetricSnapshots of(StatsSnapshot snapshot) {
    var metrics = new ResourceMetrics();
    metrics.use("node", Labels.EMPTY, snapshot.node());
    for (var pod : snapshot.pods()) {
      var of = Labels.of("namespace", pod.sandbox().namespace(), "pod", pod.sandbox().pod());
      metrics.use("pod", of, pod.own());
      pod.containers()
          .forEach((container, stats) -> {
            var labels = of.add("container", container.name());
            metrics.use("container", labels, stats);
            metrics.families.gauge(
                "container_start_time_seconds",
                "[STABLE] Start time of the container since unix epoch in seconds",
                labels,
                container.startedAt().toEpochMilli() / 1000.0,
                stats.time());
          });
    }
    metrics.families.gauge(
        "resource_scrape_error",
        "[STABLE] 1 if there was an error while getting container metrics, 0 otherwise",
        Labels.EMPTY,
        0,
        snapshot.time());
    return metrics.families.snapshots();
  }

  private void use(String what, Labels labels, GroupStats stats) {
    families.counter(
        what + "_cpu_usage_seconds",
        "[STABLE] Cumulative cpu time consumed by the %s in core-seconds".formatted(what),
        labels,
        stats.sample().cpuNanos() / NANOS,
        stats.time());
    families.gauge(
        what + "_memory_working_set_bytes",
        "[STABLE] Current working set of the %s in bytes".formatted(what),
        labels,
        stats.sample().workingSet(),
        stats.time());
    families.gauge(
        what + "_swap_usage_bytes",
        "Current amount of the %s swap usage in bytes".formatted(what),
        labels,
        stats.sample().swap(),
        stats.time());
  }
}
