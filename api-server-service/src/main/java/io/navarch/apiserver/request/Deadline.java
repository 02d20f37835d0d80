package io.navarch.apiserver.request;

import java.util.concurrent.locks.ReentrantLock;

/**
 * When a request must have been answered. Its thread is interrupted then, so that whatever it waits
 * for ends; what the thread sends after that is the refusal alone. Only {@link #pass} may be called
 * by other threads.
 */
public final class Deadline {

  private enum State {
    AHEAD,
    PASSED,
    NOTICED,
    OVER
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Thread thread;
  private State state = State.AHEAD;

  /** The deadline of what a thread is about to do. */
  public Deadline(Thread thread) {
    this.thread = thread;
  }

  /** The time is up. */
  public void pass() {
    lock.lock();
    try {
      if (state == State.AHEAD) {
        state = State.PASSED;
        thread.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether the time is up. If so, the thread is not interrupted any more: an interrupted thread
   * can't send the refusal without breaking the connection.
   */
  public boolean hasPassed() {
    lock.lock();
    try {
      if (state == State.PASSED) {
        state = State.NOTICED;
        Thread.interrupted();
      }
      return state == State.NOTICED;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Called before something is sent.
   *
   * @throws ApiStatusException the refusal, once: whoever catches it sends it
   */
  public void check() {
    lock.lock();
    try {
      if (state == State.PASSED) {
        hasPassed();
        throw ApiStatusException.timeout();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The request has been answered: the deadline has no effect any more. */
  public void end() {
    lock.lock();
    try {
      hasPassed();
      state = State.OVER;
    } finally {
      lock.unlock();
    }
  }
}
