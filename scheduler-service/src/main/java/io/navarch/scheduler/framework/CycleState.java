package io.navarch.scheduler.framework;

import java.util.HashMap;
import java.util.Map;

/**
 * What a plugin works out early in a cycle for its later calls; dies with the cycle. Used by one
 * thread at a time.
 */
public final class CycleState {

  /**
   * A typed place for one plugin's value.
   *
   * @param <T> the value's type
   */
  public record Key<T>(String name, Class<T> type) {}

  private final Map<Key<?>, Object> values = new HashMap<>();

  /** Keeps a value. */
  public <T> void put(Key<T> key, T value) {
    values.put(key, value);
  }

  /** The value that was put before. */
  public <T> T get(Key<T> key) {
    var value = values.get(key);
    if (value == null) {
      throw new IllegalStateException("nothing was put under " + key.name());
    }
    return key.type().cast(value);
  }
}
