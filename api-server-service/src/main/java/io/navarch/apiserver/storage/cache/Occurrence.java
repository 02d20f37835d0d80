package io.navarch.apiserver.storage.cache;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event with what the indexes need to know of it.
 *
 * @param previous the object itself where there was none before
 */
record Occurrence(CacheEvent event, EncodedObject object, EncodedObject previous) {

  static Occurrence put(EncodedObject object, @Nullable EncodedObject previous) {
    return new Occurrence(
        new CacheEvent.Put(object, Optional.ofNullable(previous)),
        object,
        previous == null ? object : previous);
  }

  static Occurrence removed(EncodedObject last, EncodedObject previous) {
    return new Occurrence(new CacheEvent.Removed(last, previous), last, previous);
  }

  long revision() {
    return object.revision();
  }

  /** Whether it lies in a scope, before or after. */
  boolean concerns(WatchScope scope) {
    return (scope.namespace().isEmpty() || scope.namespace().equals(object.namespace()))
        && (scope.name().isEmpty() || scope.name().equals(object.name()))
        && (scope.nodeName().isEmpty()
            || scope.nodeName().equals(object.nodeName())
            || scope.nodeName().equals(previous.nodeName()));
  }
}
