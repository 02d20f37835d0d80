package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sidecars end after the main containers, the last started first. Those who end tell it here; those
 * whose turn has not come wait, at most for the grace period.
 */
final class EndingOrder {

  private final List<Container> sidecars;
  private final Set<String> mains = new HashSet<>();
  private final Set<String> running;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  EndingOrder(Pod pod, Collection<String> running) {
    this.running = new HashSet<>(running);
    this.sidecars = PodSpecs.initContainers(pod).stream().filter(PodSpecs::isRestartable).toList();
    PodSpecs.containers(pod).forEach(c -> mains.add(c.getName()));
  }

  void ended(String container) {
    lock.lock();
    try {
      running.remove(container);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void awaitTurn(String container, Duration limit) {
    var before = before(container);
    long left = limit.toNanos();
    lock.lock();
    try {
      while (left > 0 && before.stream().anyMatch(running::contains)) {
        left =
            changed.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1) * limit.toSeconds() + 1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Who must have ended before a container is. */
  private List<String> before(String container) {
    int index = sidecars.stream().map(Container::getName).toList().indexOf(container);
    if (index < 0) {
      return List.of();
    }
    var result = new ArrayList<>(mains);
    sidecars.subList(index + 1, sidecars.size()).forEach(c -> result.add(c.getName()));
    return result;
  }
}
