package io.navarch.nodeagent.eviction;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.client.event.EventRecorder;
import io.navarch.nodeagent.NodeIdentity;
import io.navarch.nodeagent.eviction.Threshold.Measure;
import io.navarch.nodeagent.image.ImageGarbage;
import io.navarch.nodeagent.node.NodePressure;
import io.navarch.nodeagent.pod.PodWorkers;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.pod.spec.StaticMarks;
import io.navarch.nodeagent.stats.PodUse;
import io.navarch.nodeagent.stats.UseReader;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lombok.extern.slf4j.Slf4j;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks again and again whether the node runs short, gives up images that nobody uses, and if that
 * is not enough ends one Pod at a time.
 */
@Slf4j
@Component
class NodeGuard implements NodePressure {

  private static final int CRITICAL_PRIORITY = 2_000_000_000;

  private final EvictionProperties properties;
  private final List<Threshold> thresholds;
  private final Measures measures;
  private final Supplies supplies;
  private final NodeIdentity node;
  private final EventRecorder events;
  private final Clock clock;
  private volatile PressureState state = PressureState.NONE;

  /** What can be given up. */
  @Component
  record Supplies(
      ObjectProvider<PodWorkers> workers, ObjectProvider<ImageGarbage> images, UseReader use) {}

  NodeGuard(
      EvictionProperties properties,
      Measures measures,
      Supplies supplies,
      NodeIdentity node,
      EventRecorder events,
      Clock clock) {
    this.properties = properties;
    this.thresholds = properties.enabled() ? Threshold.of(properties) : List.of();
    this.measures = measures;
    this.supplies = supplies;
    this.node = node;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public boolean memory() {
    return state.holding().contains(Signal.MEMORY.condition());
  }

  @Override
  public boolean disk() {
    return state.holding().contains(Signal.NODEFS.condition());
  }

  @Override
  public boolean processes() {
    return state.holding().contains(Signal.PROCESSES.condition());
  }

  @Scheduled(fixedDelayString = "${node-agent.eviction.period:10s}")
  void look() {
    var now = clock.instant();
    var seen = measures.read();
    state = state.next(thresholds, seen, now, properties.pressureTransitionPeriod());
    state.due(now).ifPresent(threshold -> relieve(threshold, seen));
  }

  private void relieve(Threshold threshold, Map<Signal, Measure> seen) {
    var signal = threshold.signal();
    var about = new NodeBuilder().withNewMetadata().withName(node.name()).withUid(node.name());
    events.warning(
        about.endMetadata().build(),
        "EvictionThresholdMet",
        "Attempting to reclaim " + signal.resource());
    if (signal.isDisk()) {
      supplies.images().getObject().freeAll();
      var left = measures.read().get(signal);
      if (left != null && !threshold.isMet(left, true)) {
        return;
      }
    }
    evictOne(threshold, seen.get(signal));
  }

  private void evictOne(Threshold threshold, @org.jspecify.annotations.Nullable Measure measure) {
    if (measure == null) {
      return;
    }
    var workers = supplies.workers().getObject();
    var use = supplies.use().pods();
    var candidates = workers.pods().stream().filter(NodeGuard::mayGo).toList();
    for (var pod : new EvictionRanking(use).order(candidates, threshold.signal())) {
      var uid = PodSpecs.uid(pod);
      var message =
          EvictionWords.message(pod, threshold, measure, use.getOrDefault(uid, PodUse.NONE));
      log.atWarn()
          .addKeyValue("pod", PodSpecs.format(pod))
          .addKeyValue("signal", threshold.signal())
          .log("pod is evicted");
      events.warning(pod, "Evicted", message);
      workers.evict(uid, "Evicted", message, grace(threshold));
      return;
    }
    log.atWarn().addKeyValue("signal", threshold.signal()).log("node is short and no pod may go");
  }

  private Duration grace(Threshold threshold) {
    return threshold.grace().isZero() ? Duration.ZERO : properties.maxPodGracePeriod();
  }

  private static boolean mayGo(Pod pod) {
    return !StaticMarks.isStatic(pod)
        && EvictionRanking.priority(pod) < CRITICAL_PRIORITY
        && !PodSpecs.isFinished(pod)
        && !PodSpecs.isTerminating(pod);
  }
}
