package io.navarch.client.queue;

import java.time.Duration;

/** Decides how long a key that failed has to wait. Thread-safe. */
public interface RateLimiter<K> {

  /** The pause before the key's next turn; asking counts as a failure. */
  Duration delay(K key);

  /** The key has succeeded: its failures no longer count. */
  void forget(K key);

  /** How often the key has failed since it last succeeded. */
  int failures(K key);
}
