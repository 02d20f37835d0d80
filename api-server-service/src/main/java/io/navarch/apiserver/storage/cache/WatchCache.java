package io.navarch.apiserver.storage.cache;

import io.navarch.schema.GroupResource;
import java.time.Duration;
import java.util.Optional;

/**
 * The caches of all collections. A collection is read from the store when it is first asked for,
 * and followed from then on.
 */
public interface WatchCache {

  /** The newest state this server knows; possibly behind the store. */
  Snapshot current(GroupResource collection);

  /** A state that holds every commit acknowledged before the call. */
  Snapshot consistent(GroupResource collection);

  /** A state not older than the revision; empty if that did not come within the time. */
  Optional<Snapshot> notOlderThan(GroupResource collection, long revision, Duration wait);

  /** The state as of exactly this revision; empty if it is no longer known. */
  Optional<Snapshot> exactly(GroupResource collection, long revision);

  /**
   * Events after a revision.
   *
   * @throws io.navarch.apiserver.storage.RevisionStore.CompactedException if they are no longer
   *     known
   */
  CacheWatch watch(GroupResource collection, long afterRevision, WatchScope scope);
}
