package io.navarch.client.controller;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A few virtual threads with the same work. */
public final class Workers {

  private final List<Thread> threads;

  private Workers(List<Thread> threads) {
    this.threads = threads;
  }

  /** Starts so many threads. The work must end when it is interrupted. */
  public static Workers start(String name, int count, Runnable work) {
    var factory = Thread.ofVirtual().name(name + "-", 0).factory();
    var threads = IntStream.range(0, count).mapToObj(_ -> factory.newThread(work)).toList();
    threads.forEach(Thread::start);
    return new Workers(threads);
  }

  /**
   * Waits until all threads have ended by themselves, interrupts those that have not, and answers
   * whether all are gone.
   */
  public boolean stop(Duration limit) {
    try {
      if (!join(limit)) {
        threads.forEach(Thread::interrupt);
        return join(Duration.ofSeconds(1));
      }
      return true;
    } catch (InterruptedException _) {
      threads.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean join(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    boolean all = true;
    for (var thread : threads) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      all &= thread.join(Duration.ofMillis(Math.max(1, left)));
    }
    return all;
  }
}
