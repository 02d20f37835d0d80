package io.navarch.client.queue;

import java.time.Clock;
import java.time.Duration;

/** The usual limit of controllers: 5 ms doubling to 1000 s per key, 10 a second over all keys. */
public final class ControllerRateLimiter<K> implements RateLimiter<K> {

  private final ExponentialBackoff<K> perKey =
      new ExponentialBackoff<>(Duration.ofMillis(5), Duration.ofSeconds(1000));
  private final TokenBucket overall;

  /** A limiter with all of its bucket of 100 left. */
  public ControllerRateLimiter(Clock clock) {
    this.overall = new TokenBucket(clock, 10, 100);
  }

  @Override
  public Duration delay(K key) {
    var own = perKey.delay(key);
    var shared = overall.reserve();
    return own.compareTo(shared) >= 0 ? own : shared;
  }

  @Override
  public void forget(K key) {
    perKey.forget(key);
  }

  @Override
  public int failures(K key) {
    return perKey.failures(key);
  }
}
