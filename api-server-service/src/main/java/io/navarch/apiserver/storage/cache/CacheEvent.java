package io.navarch.apiserver.storage.cache;

import java.util.Optional;

/** What a watcher is told. */
public sealed interface CacheEvent {

  /** The revision of the event. */
  long revision();

  /** A key was written. Without a previous state it is new. */
  record Put(CachedObject object, Optional<CachedObject> previous) implements CacheEvent {
    @Override
    public long revision() {
      return object.revision();
    }
  }

  /** A key was deleted: its last state, under the deletion's revision. */
  record Removed(CachedObject last, CachedObject previous) implements CacheEvent {
    @Override
    public long revision() {
      return last.revision();
    }
  }

  /** Nothing that concerns this watcher happened up to here. */
  record Progress(long revision) implements CacheEvent {}
}
