package io.navarch.nodeagent.network;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import lombok.extern.slf4j.Slf4j;

/**
 * Work that brings the world up to date and is done again whenever somebody says that it may be out
 * of date. It runs on a virtual thread of its own, never twice at once; signals that come together
 * are answered together; work that failed is repeated after a while.
 */
@Slf4j
public final class SignalledTask implements AutoCloseable {

  /** One pass; it reads the present state of the world itself. */
  @FunctionalInterface
  public interface Work {

    /** Does what is to be done now. */
    void run() throws IOException;
  }

  private final String name;
  private final Work work;
  private final Duration gather;
  private final Duration retry;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private boolean signalled;
  private boolean closed;

  /**
   * A task that does nothing yet.
   *
   * @param gather how long a signal waits for others
   * @param retry how long failed work waits
   */
  public SignalledTask(String name, Duration gather, Duration retry, Work work) {
    this.name = name;
    this.work = work;
    this.gather = gather;
    this.retry = retry;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::loop);
  }

  /** Begins; signals given before count. */
  public void start() {
    thread.start();
  }

  /** Asks for a pass. */
  public void signal() {
    lock.lock();
    try {
      signalled = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void loop() {
    try {
      while (awaitSignal()) {
        if (!pass()) {
          pause(retry);
          signal();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitSignal() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!signalled && !closed) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
    pause(gather);
    lock.lockInterruptibly();
    try {
      signalled = false;
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** The outermost loop: whatever goes wrong in a pass is told and tried again. */
  private boolean pass() {
    try {
      work.run();
      return true;
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("task", name)
          .addKeyValue("error", e.getMessage())
          .log("work failed, will be repeated");
      return false;
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("task", name).log("work failed, will be repeated");
      return false;
    }
  }

  /** Waits out the time unless the task is closed meanwhile. */
  private void pause(Duration time) throws InterruptedException {
    long left = time.toNanos();
    lock.lockInterruptibly();
    try {
      while (left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends the task; a pass that runs is interrupted if it takes too long. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      if (!thread.join(Duration.ofSeconds(5))) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
