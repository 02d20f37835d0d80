package io.navarch.nodeagent.eviction;

import io.navarch.nodeagent.eviction.Threshold.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the node is short of, and since when. Pure: each look makes the next state.
 *
 * @param met thresholds that are met, with the time at which they were first
 * @param conditions of the node, with the time at which they were last true
 */
record PressureState(Map<Threshold, Instant> met, Map<String, Instant> conditions) {

  static final PressureState NONE = new PressureState(Map.of(), Map.of());

  PressureState {
    met = Map.copyOf(met);
    conditions = Map.copyOf(conditions);
  }

  PressureState next(
      List<Threshold> thresholds, Map<Signal, Measure> measures, Instant now, Duration stays) {
    var met = new HashMap<Threshold, Instant>();
    for (var threshold : thresholds) {
      var measure = measures.get(threshold.signal());
      boolean before = this.met.containsKey(threshold);
      if (measure != null && threshold.isMet(measure, before)) {
        met.put(threshold, this.met.getOrDefault(threshold, now));
      }
    }
    var conditions = new HashMap<>(this.conditions);
    met.keySet().forEach(t -> conditions.put(t.signal().condition(), now));
    conditions.values().removeIf(last -> !last.plus(stays).isAfter(now));
    return new PressureState(met, conditions);
  }

  /** The threshold that has to be dealt with now, memory before all else. */
  Optional<Threshold> due(Instant now) {
    return met.entrySet().stream()
        .filter(e -> !e.getValue().plus(e.getKey().grace()).isAfter(now))
        .map(Map.Entry::getKey)
        .min(Comparator.comparing(Threshold::signal).thenComparing(Threshold::grace));
  }

  /** The conditions of the node that hold. */
  Set<String> holding() {
    return conditions.keySet();
  }
}
