package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.request.Status;
import io.navarch.apiserver.storage.cache.CachedObject;

/** What is written to a watcher. */
sealed interface WatchEvent {

  /** An object as one more event tells it. */
  record Told(Type type, CachedObject object) implements WatchEvent {}

  /**
   * An object that the selectors no longer select: its state from before under the revision that
   * changed it.
   */
  record Left(CachedObject before, long revision) implements WatchEvent {}

  /** Everything up to a revision has been told. */
  record Bookmark(long revision, boolean initialEventsEnd) implements WatchEvent {}

  /** The watch ends, and why. */
  record Failed(Status status) implements WatchEvent {}

  /** How an object changed, in the watcher's eyes. */
  enum Type {
    ADDED,
    MODIFIED,
    DELETED
  }
}
