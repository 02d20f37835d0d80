package io.navarch.client.queue;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/** Pauses that double with each failure of a key, up to a longest one. */
public final class ExponentialBackoff<K> implements RateLimiter<K> {

  private final Duration first;
  private final Duration longest;
  private final ConcurrentHashMap<K, Integer> failures = new ConcurrentHashMap<>();

  /** Pauses between the two bounds. */
  public ExponentialBackoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  @Override
  public Duration delay(K key) {
    int before = failures.merge(key, 1, Integer::sum) - 1;
    double nanos = first.toNanos() * Math.pow(2, before);
    return nanos >= longest.toNanos() ? longest : Duration.ofNanos((long) nanos);
  }

  @Override
  public void forget(K key) {
    failures.remove(key);
  }

  @Override
  public int failures(K key) {
    return failures.getOrDefault(key, 0);
  }
}
