package io.navarch.nodeagent.backoff;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pauses by key: the first, then twice as long each time, up to a limit; a key that was quiet for
 * twice the limit begins anew. Safe for many threads.
 */
public final class KeyedBackoff {

  private record Entry(Duration pause, Instant updatedAt) {}

  private final Duration first;
  private final Duration limit;
  private final Clock clock;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  public KeyedBackoff(Duration first, Duration limit, Clock clock) {
    this.first = first;
    this.limit = limit;
    this.clock = clock;
  }

  /** How long is still to wait after something happened at that time; empty if no longer. */
  public Optional<Duration> remaining(String key, Instant happenedAt) {
    var entry = entries.get(key);
    if (entry == null || isStale(entry, happenedAt)) {
      return Optional.empty();
    }
    var left = entry.pause().minus(Duration.between(happenedAt, clock.instant()));
    return left.isPositive() ? Optional.of(left) : Optional.empty();
  }

  /** As {@link #remaining}, counted from when the pause last grew. */
  public Optional<Duration> remainingSinceUpdate(String key) {
    var entry = entries.get(key);
    return entry == null ? Optional.empty() : remaining(key, entry.updatedAt());
  }

  /** The present pause. */
  public Duration pause(String key) {
    var entry = entries.get(key);
    return entry == null ? Duration.ZERO : entry.pause();
  }

  /** Lets the pause of a key grow. */
  public void next(String key, Instant happenedAt) {
    entries.compute(
        key,
        (_, entry) -> {
          if (entry == null || isStale(entry, happenedAt)) {
            return new Entry(first, clock.instant());
          }
          var doubled = entry.pause().multipliedBy(2);
          return new Entry(doubled.compareTo(limit) > 0 ? limit : doubled, clock.instant());
        });
  }

  /** Forgets all keys that begin so. */
  public void forget(String prefix) {
    entries.keySet().removeIf(key -> key.startsWith(prefix));
  }

  private boolean isStale(Entry entry, Instant happenedAt) {
    return Duration.between(entry.updatedAt(), happenedAt).compareTo(limit.multipliedBy(2)) > 0;
  }
}
