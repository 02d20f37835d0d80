package io.navarch.client.informer;

/** A change of an informer's cache. Deletes carry the last known state. */
public sealed interface CacheEvent<T> {

  /** The object is new to the cache. */
  record Added<T>(T object) implements CacheEvent<T> {}

  /** The object has another state. */
  record Updated<T>(T before, T object) implements CacheEvent<T> {}

  /** The object has left the cache. */
  record Removed<T>(T object) implements CacheEvent<T> {}

  /** The newest known state. */
  T object();
}
