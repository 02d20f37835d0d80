package io.navarch.apiserver.storage;

import io.navarch.schema.GroupResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps collections of objects under revisions, with a log of their changes.
 *
 * <p>A collection is one storage resource. Its revision grows by one with every commit and never
 * goes back; collections are independent of one another. One that was never written is at {@link
 * #UNWRITTEN}. A commit is atomic: expectation, object and log entry. A commit that was
 * acknowledged is on disk. A commit whose acknowledgement was lost may or may not have happened.
 * All methods may be called from any thread and block; they throw {@link StoreUnavailable} when the
 * store can't be reached within its time limit, and then nothing is known of a commit.
 */
public interface RevisionStore {

  /** The expected revision of a key that must not exist. */
  long ABSENT = 0;

  /**
   * The revision of a collection that was never written. Not 0, which on the wire means "any": who
   * lists an empty collection can watch from there and misses nothing.
   */
  long UNWRITTEN = 1;

  /** Writes the object if the key is at the expected revision. */
  CommitResult put(GroupResource collection, String key, long expectedRevision, NewValue value);

  /**
   * Deletes the object if the key is at the expected revision.
   *
   * @param lastState what watchers see as the object's last state
   */
  CommitResult delete(
      GroupResource collection, String key, long expectedRevision, NewValue lastState);

  /** The object as of now. */
  Optional<StoredObject> find(GroupResource collection, String key);

  /** All objects of a collection as of one revision. */
  Content read(GroupResource collection);

  /** The revision as of now: every commit acknowledged before the call is at or below it. */
  long revision(GroupResource collection);

  /**
   * The changes after a revision, in order, at most so many; waits for the first one up to the
   * limit.
   *
   * @throws CompactedException if the log no longer reaches back so far
   */
  List<Change> changesAfter(GroupResource collection, long revision, int limit, Duration wait)
      throws InterruptedException;

  /** Forgets the log at and below a revision. */
  void compact(GroupResource collection, long revision);

  /**
   * Keys that were last written before a time, the oldest first, at most so many. Known only of
   * collections whose objects expire.
   */
  List<String> writtenBefore(GroupResource collection, Instant time, int limit);

  /** A consistent state of a collection. */
  record Content(long revision, List<StoredObject> objects) {

    public Content {
      objects = List.copyOf(objects);
    }
  }

  /** The log does not reach back to the revision asked for. */
  final class CompactedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long oldest;

    public CompactedException(GroupResource collection, long asked, long oldest) {
      super("log of %s starts at %d, asked for %d".formatted(collection, oldest, asked));
      this.oldest = oldest;
    }

    /** The oldest revision after which changes can still be asked for. */
    public long oldest() {
      return oldest;
    }
  }

  /** The store did not answer in time. */
  class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
