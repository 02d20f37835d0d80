package io.navarch.apiserver.storage.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A watch with a bounded queue: filled by the collection's tail, emptied by the watcher's thread.
 * What it starts with does not count against the bound.
 */
final class QueuedWatch implements CacheWatch {

  private final WatchScope scope;
  private final long after;
  private final int bound;
  private final LongSupplier dispatched;
  private final Consumer<QueuedWatch> onClose;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private List<CacheEvent> queue = new ArrayList<>();
  private @Nullable String ended;
  private volatile long progress;

  /**
   * A watch of what comes after a revision.
   *
   * @param dispatched up to where the collection's tail has told its watchers everything
   */
  QueuedWatch(
      WatchScope scope,
      long after,
      int bound,
      LongSupplier dispatched,
      Consumer<QueuedWatch> onClose) {
    this.scope = scope;
    this.after = after;
    this.bound = bound;
    this.dispatched = dispatched;
    this.onClose = onClose;
    this.progress = after;
  }

  WatchScope scope() {
    return scope;
  }

  /** Puts the events of the past before all others. */
  void startWith(List<CacheEvent> events) {
    lock.lock();
    try {
      queue.addAll(events);
    } finally {
      lock.unlock();
    }
  }

  void offer(CacheEvent event) {
    if (event.revision() <= after) {
      return;
    }
    lock.lock();
    try {
      if (ended != null) {
        return;
      }
      if (queue.size() >= bound) {
        end("watcher is %d events behind".formatted(queue.size()));
        return;
      }
      queue.add(event);
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  void end(String why) {
    lock.lock();
    try {
      ended = why;
      queue = new ArrayList<>();
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<CacheEvent> poll(Duration wait) throws InterruptedException {
    long left = wait.toNanos();
    lock.lockInterruptibly();
    try {
      while (queue.isEmpty() && ended == null && left > 0) {
        left = filled.awaitNanos(left);
      }
      if (ended != null) {
        throw new WatchEnded(ended);
      }
      // Read before the queue is taken: all events up to here are then in what is taken.
      long told = dispatched.getAsLong();
      var events = queue;
      queue = new ArrayList<>();
      progress = Math.max(progress, told);
      return events;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long progress() {
    return progress;
  }

  @Override
  public void close() {
    onClose.accept(this);
  }
}
