package io.navarch.scheduler.queue;

import io.navarch.scheduler.framework.ClusterEvent;
import io.navarch.scheduler.framework.PluginRunner;
import io.navarch.scheduler.framework.QueueSortPlugin;
import io.navarch.scheduler.snapshot.PodInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The Pods that wait, each in one of three places: <i>active</i> (tried next, in the order of the
 * QueueSort plugin), <i>backing off</i> (tried when its pause is over), <i>unschedulable</i> (tried
 * when an event comes that may help). An event that comes while a Pod is being tried counts as if
 * it came after, so that nothing is missed. Thread-safe.
 */
public final class SchedulingQueue {

  private static final int REMEMBERED_EVENTS = 1024;

  private record Backing(QueuedPod pod, Instant due) {}

  private record SetAside(QueuedPod pod, Instant since) {}

  private final Clock clock;
  private final QueueProperties properties;
  private final PluginRunner plugins;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<QueuedPod> active;
  private final PriorityQueue<Backing> backing =
      new PriorityQueue<>(Comparator.comparing(Backing::due));
  private final Map<String, SetAside> unschedulable = new HashMap<>();

  /** By uid, the newest state of each Pod that was taken out and has not come back. */
  private final Map<String, PodInfo> trying = new HashMap<>();

  private final Deque<ClusterEvent> recent = new ArrayDeque<>();
  private long eventCount;

  public SchedulingQueue(Clock clock, QueueProperties properties, PluginRunner plugins) {
    this.clock = clock;
    this.properties = properties;
    this.plugins = plugins;
    var sort = plugins.profile().at(QueueSortPlugin.class).getFirst();
    this.active =
        new PriorityQueue<>(
            Comparator.<QueuedPod, PodInfo>comparing(QueuedPod::pod, sort::compare)
                .thenComparing(QueuedPod::since));
  }

  /**
   * A Pod wants a node. If it waits already it takes the place of its older self, and is tried anew
   * if it asks for something else than before; while it is tried its newest state is kept.
   */
  public void add(PodInfo pod) {
    lock.lock();
    try {
      if (trying.replace(pod.uid(), pod) != null || replace(pod)) {
        return;
      }
      var queued =
          take(pod.uid())
              .map(old -> old.withPod(pod))
              .orElseGet(() -> new QueuedPod(pod, clock.instant(), 0, Set.of(), eventCount));
      place(queued);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Leaves a Pod where it is: its pause is not over, or it asks for the same as before. */
  private boolean replace(PodInfo pod) {
    var uid = pod.uid();
    var aside = unschedulable.get(uid);
    if (aside != null) {
      if (asksForOther(aside.pod().pod(), pod)) {
        return false;
      }
      unschedulable.put(uid, new SetAside(aside.pod().withPod(pod), aside.since()));
      return true;
    }
    var pausing = backing.stream().filter(b -> b.pod().pod().uid().equals(uid)).findFirst();
    pausing.ifPresent(old -> {
      backing.remove(old);
      backing.add(new Backing(old.pod().withPod(pod), old.due()));
    });
    return pausing.isPresent();
  }

  /** Status and bookkeeping are no reason to try again: the scheduler itself writes there. */
  private static boolean asksForOther(PodInfo before, PodInfo after) {
    var old = before.pod().getMetadata();
    var now = after.pod().getMetadata();
    return !Objects.equals(before.pod().getSpec(), after.pod().getSpec())
        || !Objects.equals(old.getLabels(), now.getLabels())
        || !Objects.equals(old.getAnnotations(), now.getAnnotations());
  }

  /** A Pod needs no node any more. */
  public void remove(String uid) {
    lock.lock();
    try {
      trying.remove(uid);
      take(uid);
    } finally {
      lock.unlock();
    }
  }

  /** The next Pod to try, waiting for one up to the limit. */
  public Optional<QueuedPod> poll(Duration limit) throws InterruptedException {
    var deadline = clock.instant().plus(limit);
    lock.lock();
    try {
      while (true) {
        releaseDue();
        var next = active.poll();
        if (next != null) {
          trying.put(next.pod().uid(), next.pod());
          return Optional.of(next.withAttempts(next.attempts() + 1).withSeenEvents(eventCount));
        }
        var now = clock.instant();
        if (!now.isBefore(deadline)) {
          return Optional.empty();
        }
        var until =
            backing.isEmpty() || backing.peek().due().isAfter(deadline)
                ? deadline
                : backing.peek().due();
        changed.awaitNanos(Math.max(1, Duration.between(now, until).toNanos()));
      }
    } finally {
      lock.unlock();
    }
  }

  /** A Pod was tried and fits nowhere; it is tried again when something happens that may help. */
  public void setAside(QueuedPod pod, Set<String> rejectedBy) {
    back(
        pod,
        newest -> {
          var rejected = newest.withRejectedBy(rejectedBy);
          if (asksForOther(pod.pod(), newest.pod())
              || eventsSince(pod.seenEvents()).stream()
                  .anyMatch(event -> plugins.mayHelp(event, rejectedBy))) {
            backOff(rejected, clock.instant());
          } else {
            unschedulable.put(pod.pod().uid(), new SetAside(rejected, clock.instant()));
          }
        });
  }

  /**
   * A try failed for a reason that has nothing to do with the cluster's state; it is tried again
   * after a pause.
   */
  public void retry(QueuedPod pod) {
    back(pod, newest -> backOff(newest, clock.instant()));
  }

  /** A Pod comes back from being tried, unless it was removed meanwhile. */
  private void back(QueuedPod pod, Consumer<QueuedPod> placing) {
    lock.lock();
    try {
      var newest = trying.remove(pod.pod().uid());
      if (newest != null) {
        placing.accept(pod.withPod(newest));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Something happened in the cluster: wakes the Pods that it may help. */
  public void on(ClusterEvent event) {
    lock.lock();
    try {
      eventCount++;
      recent.addLast(event);
      if (recent.size() > REMEMBERED_EVENTS) {
        recent.removeFirst();
      }
      wake(aside -> plugins.mayHelp(event, aside.pod().rejectedBy()));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Wakes Pods that have been set aside for too long: a safety net for events that were misjudged.
   */
  public void flush() {
    lock.lock();
    try {
      var limit = clock.instant().minus(properties.maxUnschedulable());
      wake(aside -> aside.since().isBefore(limit));
    } finally {
      lock.unlock();
    }
  }

  /** How many Pods wait in each place. */
  public Sizes sizes() {
    lock.lock();
    try {
      long gated =
          unschedulable.values().stream().filter(aside -> isGated(aside.pod().pod())).count();
      return new Sizes(active.size(), backing.size(), unschedulable.size() - gated, gated);
    } finally {
      lock.unlock();
    }
  }

  /** Numbers of waiting Pods, as {@code scheduler_pending_pods} splits them. */
  public record Sizes(long active, long backoff, long unschedulable, long gated) {}

  private void place(QueuedPod queued) {
    var held = plugins.holdBack(queued.pod());
    if (held.isPresent()) {
      var by = Set.of(held.get().plugin());
      unschedulable.put(
          queued.pod().uid(), new SetAside(queued.withRejectedBy(by), clock.instant()));
    } else {
      active.add(queued);
    }
  }

  private boolean isGated(PodInfo pod) {
    return plugins.holdBack(pod).isPresent();
  }

  private void wake(Predicate<SetAside> which) {
    var woken = unschedulable.values().stream().filter(which).toList();
    for (var aside : woken) {
      if (!isGated(aside.pod().pod())) {
        unschedulable.remove(aside.pod().pod().uid());
        backOff(aside.pod(), aside.since());
      }
    }
  }

  /** The pause counts from the last try: who has waited longer than that is tried at once. */
  private void backOff(QueuedPod pod, Instant tried) {
    int doublings = Math.clamp(pod.attempts() - 1L, 0, 20);
    var pause = properties.initialBackoff().multipliedBy(1L << doublings);
    var bounded = pause.compareTo(properties.maxBackoff()) > 0 ? properties.maxBackoff() : pause;
    backing.add(new Backing(pod, tried.plus(bounded)));
    changed.signal();
  }

  private void releaseDue() {
    var now = clock.instant();
    while (!backing.isEmpty() && !backing.peek().due().isAfter(now)) {
      active.add(backing.remove().pod());
    }
  }

  private List<ClusterEvent> eventsSince(long seen) {
    long missed = Math.min(eventCount - seen, recent.size());
    var all = new ArrayList<>(recent);
    return all.subList(all.size() - (int) missed, all.size());
  }

  private Optional<QueuedPod> take(String uid) {
    var aside = unschedulable.remove(uid);
    if (aside != null) {
      return Optional.of(aside.pod());
    }
    var waiting = active.stream().filter(pod -> pod.pod().uid().equals(uid)).findFirst();
    waiting.ifPresent(active::remove);
    if (waiting.isPresent()) {
      return waiting;
    }
    var pausing = backing.stream().filter(b -> b.pod().pod().uid().equals(uid)).findFirst();
    pausing.ifPresent(backing::remove);
    return pausing.map(Backing::pod);
  }
}
