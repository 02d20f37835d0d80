package io.navarch.nodeagent.stats;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers measured values under their metrics' names, each with the time at which it was measured.
 * Counters are named without {@code _total}, which the text form appends.
 */
final class MetricFamilies {

  private record Family(String help, boolean counter, List<Value> values) {}

  private record Value(Labels labels, double value, Instant time) {}

  private final Map<String, Family> families = new LinkedHashMap<>();

  void counter(String name, String help, Labels labels, double value, Instant time) {
    families
        .computeIfAbsent(name, _ -> new Family(help, true, new ArrayList<>()))
        .values()
        .add(new Value(labels, value, time));
  }

  void gauge(String name, String help, Labels labels, double value, Instant time) {
    families
        .computeIfAbsent(name, _ -> new Family(help, false, new ArrayList<>()))
        .values()
        .add(new Value(labels, value, time));
  }

  MetricSnapshots snapshots() {
    var snapshots = MetricSnapshots.builder();
    families.forEach((name, family) -> snapshots.metricSnapshot(snapshot(name, family)));
    return snapshots.build();
  }

  private static MetricSnapshot snapshot(String name, Family family) {
    if (family.counter()) {
      var counter = CounterSnapshot.builder().name(name).help(family.help());
      family.values().forEach(value -> counter.dataPoint(counterPoint(value)));
      return counter.build();
    }
    var gauge = GaugeSnapshot.builder().name(name).help(family.help());
    family.values().forEach(value -> gauge.dataPoint(gaugePoint(value)));
    return gauge.build();
  }

  private static CounterDataPointSnapshot counterPoint(Value value) {
    return CounterDataPointSnapshot.builder()
        .labels(value.labels())
        .value(value.value())
        .scrapeTimestampMillis(value.time().toEpochMilli())
        .build();
  }

  private static GaugeDataPointSnapshot gaugePoint(Value value) {
    return GaugeDataPointSnapshot.builder()
        .labels(value.labels())
        .value(value.value())
        .scrapeTimestampMillis(value.time().toEpochMilli())
        .build();
  }
}
