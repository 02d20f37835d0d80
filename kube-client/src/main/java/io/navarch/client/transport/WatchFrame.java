package io.navarch.client.transport;

import io.fabric8.kubernetes.api.model.Status;

/** One message of a watch. */
public sealed interface WatchFrame<T> {

  /** An object was created or changed, or matches the selector now. */
  record Upserted<T>(T object) implements WatchFrame<T> {}

  /** An object is gone, or matches the selector no longer; carries its last state. */
  record Deleted<T>(T object) implements WatchFrame<T> {}

  /** Nothing older than this revision will come any more. */
  record Bookmark<T>(String resourceVersion) implements WatchFrame<T> {}

  /** The watch has failed and ends. */
  record Failed<T>(Status status) implements WatchFrame<T> {}
}
