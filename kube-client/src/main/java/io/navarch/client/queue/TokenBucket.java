package io.navarch.client.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/** Lets so many pass at once and then so many a second, whoever asks. Thread-safe. */
public final class TokenBucket {

  private final Clock clock;
  private final double perSecond;
  private final double capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private double tokens;
  private Instant updated;

  /** A full bucket. */
  public TokenBucket(Clock clock, double perSecond, int capacity) {
    this.clock = clock;
    this.perSecond = perSecond;
    this.capacity = capacity;
    this.tokens = capacity;
    this.updated = clock.instant();
  }

  /** Takes a token, if need be one of the future; answers how long until it is there. */
  public Duration reserve() {
    lock.lock();
    try {
      refill();
      tokens -= 1;
      return tokens >= 0 ? Duration.ZERO : Duration.ofNanos((long) (-tokens / perSecond * 1e9));
    } finally {
      lock.unlock();
    }
  }

  /** Takes a token if there is one. */
  public boolean tryTake() {
    lock.lock();
    try {
      refill();
      if (tokens < 1) {
        return false;
      }
      tokens -= 1;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void refill() {
    var now = clock.instant();
    double seconds = Math.max(0, Duration.between(updated, now).toNanos() / 1e9);
    tokens = Math.min(capacity, tokens + seconds * perSecond);
    updated = now;
  }
}
