package io.navarch.client.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A work queue to which keys may also be added for later. A key that is already planned keeps the
 * earlier of the two times. One virtual thread moves keys that are due; {@link #close} ends it.
 */
public final class DelayingQueue<K> implements AutoCloseable {

  private record Planned<K>(K key, Instant due) {}

  private static final Duration IDLE = Duration.ofMinutes(1);

  private final Clock clock;
  private final WorkQueue<K> queue;
  private final QueueMetrics metrics;
  private final RateLimiter<K> limiter;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Planned<K>> planned =
      new PriorityQueue<>(Comparator.comparing(Planned::due));
  private final Map<K, Planned<K>> byKey = new HashMap<>();
  private boolean closed;

  /** A queue that reports to meters and pauses failed keys as its limiter says. */
  public DelayingQueue(Clock clock, QueueMetrics metrics, RateLimiter<K> limiter) {
    this.clock = clock;
    this.queue = new WorkQueue<>(clock, metrics);
    this.metrics = metrics;
    this.limiter = limiter;
  }

  /** Starts the thread that moves keys which are due. */
  public DelayingQueue<K> start(String name) {
    Thread.ofVirtual().name(name + "-delay").start(this::run);
    return this;
  }

  /** As {@link WorkQueue#add}. */
  public void add(K key) {
    queue.add(key);
  }

  /** Adds a key when the delay is over. */
  public void addAfter(K key, Duration delay) {
    if (!delay.isPositive()) {
      queue.add(key);
      return;
    }
    metrics.retried();
    var next = new Planned<>(key, clock.instant().plus(delay));
    lock.lock();
    try {
      var known = byKey.get(key);
      if (closed || (known != null && !next.due().isBefore(known.due()))) {
        return;
      }
      if (known != null) {
        planned.remove(known);
      }
      byKey.put(key, next);
      planned.add(next);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Adds a key that has failed after the pause its limiter gives. */
  public void addRateLimited(K key) {
    addAfter(key, limiter.delay(key));
  }

  /** The key has succeeded: later failures count from the start. */
  public void forget(K key) {
    limiter.forget(key);
  }

  /** As {@link RateLimiter#failures}. */
  public int failures(K key) {
    return limiter.failures(key);
  }

  /** As {@link WorkQueue#take}. */
  public Optional<K> take() throws InterruptedException {
    return queue.take();
  }

  /** As {@link WorkQueue#done}. */
  public void done(K key) {
    queue.done(key);
  }

  /** How many keys wait for a worker. */
  public int size() {
    return queue.size();
  }

  /** Moves all keys that are due; answers when the next one will be. */
  Optional<Instant> releaseDue() {
    lock.lock();
    try {
      var now = clock.instant();
      var first = planned.peek();
      while (first != null && !first.due().isAfter(now)) {
        planned.remove();
        byKey.remove(first.key());
        queue.add(first.key());
        first = planned.peek();
      }
      return Optional.ofNullable(first).map(Planned::due);
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    lock.lock();
    try {
      while (!closed) {
        long nanos =
            releaseDue()
                .map(due -> Duration.between(clock.instant(), due).toNanos())
                .orElse(IDLE.toNanos());
        changed.awaitNanos(Math.max(nanos, 1)); // or until an earlier key comes
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      planned.clear();
      byKey.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    queue.close();
  }
}
