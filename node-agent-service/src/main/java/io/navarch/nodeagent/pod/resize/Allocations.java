package io.navarch.nodeagent.pod.resize;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.NodeAgentProperties;
import io.navarch.nodeagent.node.Allocatable;
import io.navarch.nodeagent.pod.resize.ResizeJudgement.Deferred;
import io.navarch.nodeagent.pod.resize.ResizeJudgement.Granted;
import io.navarch.nodeagent.pod.resize.ResizeJudgement.Infeasible;
import io.navarch.nodeagent.pod.resize.ResizeState.Pending;
import io.navarch.nodeagent.pod.spec.PodEvents;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Which resources each Pod of the node was granted. A Pod that asks for others gets them when the
 * node has them; until then it waits, and everything on the node goes by what it had. Outlives the
 * agent.
 */
@Component
public class Allocations {

  /** A wish that was not granted. */
  private record Waiting(Pod wish, Instant since, Pending verdict) {}

  private final Allocatable node;
  private final PodEvents events;
  private final Clock clock;
  private final AllocationFile file;
  private final Map<String, Pod> granted = new HashMap<>();
  private final Map<String, Waiting> waiting = new HashMap<>();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  Allocations(NodeAgentProperties properties, Allocatable node, PodEvents events, Clock clock) {
    this.node = node;
    this.events = events;
    this.clock = clock;
    this.file = new AllocationFile(properties.root().resolve("allocated_pods_state"));
  }

  /** Hands the uid of each Pod that got what it was waiting for to a listener. */
  public void subscribe(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** The Pod with the resources that it may have now. A wish that is new is judged at once. */
  public Pod grant(Pod pod) {
    List<String> others;
    synchronized (this) {
      var uid = PodSpecs.uid(pod);
      var known = file.find(uid);
      if (known.isEmpty() || known.get().equal(Allocation.of(pod))) {
        file.put(uid, Allocation.of(pod));
        granted.put(uid, pod);
        waiting.remove(uid);
        return pod;
      }
      granted.put(uid, known.get().over(pod));
      var before = waiting.get(uid);
      if (before != null && Allocation.of(before.wish()).equal(Allocation.of(pod))) {
        return known.get().over(pod);
      }
      waiting.put(uid, new Waiting(pod, clock.instant(), new Pending("", "", 0)));
      others = judgeAll();
      others.remove(uid);
    }
    tell(others);
    return applied(pod);
  }

  /** The Pod with the resources that it was granted last, if any were. */
  public synchronized Pod applied(Pod pod) {
    return file.find(PodSpecs.uid(pod)).map(a -> a.over(pod)).orElse(pod);
  }

  /** Why a Pod has not got what it asks for, if so. */
  synchronized Optional<Pending> pending(String uid) {
    return Optional.ofNullable(waiting.get(uid)).map(Waiting::verdict);
  }

  /** A Pod does not run any more; what it had is free for those who wait. */
  public void release(String uid) {
    List<String> changed;
    synchronized (this) {
      granted.remove(uid);
      waiting.remove(uid);
      file.remove(uid);
      changed = judgeAll();
    }
    tell(changed);
  }

  @Scheduled(fixedDelayString = "${node-agent.pod.resize-period:3m}")
  void retry() {
    List<String> changed;
    synchronized (this) {
      changed = judgeAll();
    }
    tell(changed);
  }

  private void tell(List<String> uids) {
    uids.forEach(uid -> listeners.forEach(listener -> listener.accept(uid)));
  }

  /** Judges everyone who waits; answers whose verdict has changed. */
  private List<String> judgeAll() {
    var changed = new java.util.ArrayList<String>();
    waiting.entrySet().stream()
        .map(e -> order(e.getKey(), e.getValue()))
        .sorted(ResizeOrder.FIRST)
        .toList()
        .forEach(order -> {
          if (judge(order)) {
            changed.add(PodSpecs.uid(order.wish()));
          }
        });
    return changed;
  }

  private ResizeOrder order(String uid, Waiting one) {
    return new ResizeOrder(
        one.wish(), Optional.ofNullable(granted.get(uid)).orElse(one.wish()), one.since());
  }

  private boolean judge(ResizeOrder order) {
    var wish = order.wish();
    var uid = PodSpecs.uid(wish);
    var others =
        granted.entrySet().stream()
            .filter(e -> !e.getKey().equals(uid))
            .map(Map.Entry::getValue)
            .toList();
    return switch (ResizeJudgement.of(wish, others, node)) {
      case Granted _ -> {
        file.put(uid, Allocation.of(wish));
        granted.put(uid, wish);
        waiting.remove(uid);
        yield true;
      }
      case Deferred(var message) -> hold(order, "Deferred", message);
      case Infeasible(var message) -> hold(order, "Infeasible", message);
    };
  }

  private boolean hold(ResizeOrder order, String reason, String message) {
    var wish = order.wish();
    var verdict = new Pending(reason, message, generation(wish));
    var before = waiting.put(PodSpecs.uid(wish), new Waiting(wish, order.since(), verdict));
    if (before != null && before.verdict().reason().equals(reason)) {
      return !before.verdict().equals(verdict);
    }
    events.warning(wish, "Resize" + reason, ResizeWords.pending(wish, reason, message));
    return true;
  }

  private static long generation(Pod pod) {
    var generation = pod.getMetadata().getGeneration();
    return generation == null ? 0 : generation;
  }
}
