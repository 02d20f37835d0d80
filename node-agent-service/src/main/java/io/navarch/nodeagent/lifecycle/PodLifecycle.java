package io.navarch.nodeagent.lifecycle;

import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import lombok.extern.slf4j.Slf4j;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells who listens that a Pod's containers or sandboxes have changed: by comparing lists of the
 * runtime again and again, and at once where {@link RuntimeEventFollower} hears of it. The list is
 * the truth; a missed event costs one period. Also knows when the runtime last answered.
 */
@Slf4j
@Component
public class PodLifecycle {

  private final ContainerRuntime runtime;
  private final Clock clock;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private volatile Map<String, Map<String, String>> seen = Map.of();
  private volatile Instant lastRelist;

  PodLifecycle(ContainerRuntime runtime, Clock clock) {
    this.runtime = runtime;
    this.clock = clock;
    this.lastRelist = clock.instant();
  }

  /** Hands the uid of each Pod that has changed to a listener, which must not block. */
  public void subscribe(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** How long ago the runtime last answered with its lists. */
  public Duration sinceLastRelist() {
    return Duration.between(lastRelist, clock.instant());
  }

  /** The uids of all Pods that the runtime knew when it was last asked. */
  public Set<String> knownPods() {
    return seen.keySet();
  }

  @Scheduled(fixedDelayString = "${node-agent.lifecycle.relist-period:1s}")
  void relist() {
    Map<String, Map<String, String>> now;
    try {
      now = currentState();
    } catch (RuntimeFailure e) {
      log.atWarn().addKeyValue("error", e.getMessage()).log("runtime does not answer");
      return;
    }
    var before = seen;
    seen = now;
    lastRelist = clock.instant();
    var uids = new HashSet<>(before.keySet());
    uids.addAll(now.keySet());
    for (var uid : uids) {
      if (!now.getOrDefault(uid, Map.of()).equals(before.getOrDefault(uid, Map.of()))) {
        tell(uid);
      }
    }
  }

  /** Tells the listeners that something about a Pod has changed. */
  void tell(String uid) {
    listeners.forEach(listener -> listener.accept(uid));
  }

  private Map<String, Map<String, String>> currentState() {
    var state = new HashMap<String, Map<String, String>>();
    for (var sandbox : runtime.listSandboxes(Map.of())) {
      var uid = sandbox.labels().getOrDefault(ContainerLabels.POD_UID, "");
      state
          .computeIfAbsent(uid, _ -> new TreeMap<>())
          .put(sandbox.id().value(), sandbox.ready() ? "READY" : "NOTREADY");
    }
    for (var container : runtime.listContainers(Map.of())) {
      var uid = container.labels().getOrDefault(ContainerLabels.POD_UID, "");
      state
          .computeIfAbsent(uid, _ -> new TreeMap<>())
          .put(container.id().value(), container.phase().name());
    }
    state.remove("");
    return state;
  }
}
