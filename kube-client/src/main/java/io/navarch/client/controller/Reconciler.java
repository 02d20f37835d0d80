package io.navarch.client.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.navarch.client.transport.ResourceKey;

/**
 * Makes one object true. Called with the object as the cache has it, which is never older than this
 * process's own last write to it; for a key by one thread at a time, for different keys by several.
 * Level-based and idempotent: it looks at what is, not at what has happened. Refusals of the API
 * escape as exceptions; the runner tries again later.
 */
public interface Reconciler<T extends HasMetadata> {

  /** Names the controller in meters, threads and logs, for example {@code replicaset}. */
  String name();

  /** What the keys are and which changes ask for a reconcile. */
  Watches<T> watches();

  /** Makes the object true as far as that is possible now. */
  Outcome reconcile(T object);

  /** The object is gone; only controllers that keep something per key need this. */
  default Outcome gone(ResourceKey key) {
    return Outcome.done();
  }

  /** How many keys may be worked on at once. */
  default int workers() {
    return 5;
  }
}
