package io.navarch.client.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keys that wait for a worker. Promises: a key is in at most one worker at a time; a key added
 * while it waits is not doubled; a key added while it is worked on is handed out once more after
 * {@link #done}. Order is that of adding. Thread-safe.
 */
public final class WorkQueue<K> {

  private final Clock clock;
  private final QueueMetrics metrics;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition available = lock.newCondition();
  private final ArrayDeque<K> waiting = new ArrayDeque<>();
  private final Map<K, Instant> wanted = new HashMap<>();
  private final Map<K, Instant> working = new HashMap<>();
  private boolean closed;

  /** A queue that reports to meters of its name. */
  public WorkQueue(Clock clock, QueueMetrics metrics) {
    this.clock = clock;
    this.metrics = metrics;
    metrics.watch(this::size, this::ages);
  }

  /** Asks for work on a key. */
  public void add(K key) {
    lock.lock();
    try {
      if (closed || wanted.containsKey(key)) {
        return;
      }
      wanted.put(key, clock.instant());
      metrics.added();
      if (!working.containsKey(key)) {
        waiting.add(key);
        available.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a key; empty once the queue is closed. The taker must call {@link #done}. */
  public Optional<K> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && !closed) {
        available.await();
      }
      if (closed) {
        return Optional.empty();
      }
      var key = waiting.remove();
      var since = wanted.remove(key);
      var now = clock.instant();
      if (since != null) {
        metrics.waited(Duration.between(since, now));
      }
      working.put(key, now);
      return Optional.of(key);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the work on a key; if it was added meanwhile it waits again. */
  public void done(K key) {
    lock.lock();
    try {
      var since = working.remove(key);
      if (since != null) {
        metrics.worked(Duration.between(since, clock.instant()));
      }
      if (wanted.containsKey(key) && !closed) {
        waiting.add(key);
        available.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many keys wait for a worker. */
  public int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Keys that wait or will wait again after the current work. */
  public Set<K> wanted() {
    lock.lock();
    try {
      return new LinkedHashSet<>(wanted.keySet());
    } finally {
      lock.unlock();
    }
  }

  private QueueMetrics.Ages ages() {
    lock.lock();
    try {
      var now = clock.instant();
      var sum = Duration.ZERO;
      var longest = Duration.ZERO;
      for (var since : working.values()) {
        var age = Duration.between(since, now);
        sum = sum.plus(age);
        longest = age.compareTo(longest) > 0 ? age : longest;
      }
      return new QueueMetrics.Ages(sum, longest);
    } finally {
      lock.unlock();
    }
  }

  /** Sends all takers home; keys added later are dropped. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      waiting.clear();
      wanted.clear();
      available.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
