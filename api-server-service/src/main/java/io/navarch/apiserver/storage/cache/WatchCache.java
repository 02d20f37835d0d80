package io.navarch.apiserver.storage.cache;

import io.navarch.apiserver.storage.RevisionStore.StoreUnavailable;
import io.navarch.schema.GroupResource;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The caches of all collections. A collection is read from the store when it is first asked for,
 * and followed from then on. All methods throw {@link NotInitialized} as long as it has not been
 * read.
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

  /**
   * A collection has not been read yet, or the store does not tell how far it is: nothing was done,
   * and a moment later all may be well.
   */
  final class NotInitialized extends StoreUnavailable {
    private static final long serialVersionUID = 1L;

    public NotInitialized(GroupResource collection, @Nullable Throwable cause) {
      super("the cache of %s is not initialized".formatted(collection), cause);
    }
  }

  /** The cache has not reached a revision that the store already has. */
  final class Behind extends StoreUnavailable {
    private static final long serialVersionUID = 1L;

    private final long wanted;
    private final long current;

    public Behind(GroupResource collection, long wanted, long current) {
      super("the cache of %s is at %d, not at %d".formatted(collection, current, wanted), null);
      this.wanted = wanted;
      this.current = current;
    }

    /** The revision that was not reached. */
    public long wanted() {
      return wanted;
    }

    /** The revision that was. */
    public long current() {
      return current;
    }
  }
}
