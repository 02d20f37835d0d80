package io.navarch.apiserver.storage.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XTrimArgs;
import io.navarch.apiserver.storage.Change;
import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.RevisionStore.CompactedException;
import io.navarch.schema.GroupResource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the collections' logs as they are in Redis. */
final class RedisLog {

  private final RedisLink link;

  RedisLog(RedisLink link) {
    this.link = link;
  }

  long revision(CollectionKeys keys) {
    return revision(link.await(link.commands().get(keys.revision())));
  }

  /**
   * The changes after a revision; none if it is the newest.
   *
   * @throws CompactedException if the log has forgotten the next change, or never had the revision
   */
  List<Change> after(GroupResource collection, CollectionKeys keys, long revision, int limit) {
    return from(collection, keys, revision, revision + 1, limit);
  }

  /**
   * As {@link #after}, and makes sure that the log still holds what was read as the given change:
   * after a fail-over that lost acknowledged commits, others may stand under their revisions.
   */
  List<Change> after(GroupResource collection, CollectionKeys keys, Change known, int limit) {
    long revision = known.revision();
    var changes = from(collection, keys, revision, revision, limit + 1);
    if (changes.isEmpty() || changes.getFirst().revision() != revision) {
      return changes; // trimmed, therefore older than any tail that could get lost
    }
    if (!same(changes.getFirst(), known)) {
      throw new CompactedException(collection, revision, revision + 1);
    }
    return changes.subList(1, changes.size());
  }

  private List<Change> from(
      GroupResource collection, CollectionKeys keys, long after, long first, int limit) {
    var commands = link.commands();
    // Asked in this order: a counter beyond the revision with no entry after it means trimming.
    var counter = commands.get(keys.revision());
    var range = Range.<String>unbounded().gte(first + "-0");
    var entries = commands.xrange(keys.log(), range, Limit.from(limit));
    long newest = revision(link.await(counter));
    var changes = link.await(entries).stream().map(RedisLog::change).toList();
    if (newest < after) {
      throw new CompactedException(collection, after, newest);
    }
    if (changes.isEmpty() ? newest > after : changes.getFirst().revision() > after + 1) {
      throw new CompactedException(collection, after, oldest(keys, newest));
    }
    return changes;
  }

  /** The last entry, if the log holds any. */
  Optional<Change> last(CollectionKeys keys) {
    var newestFirst = link.commands().xrevrange(keys.log(), Range.unbounded(), Limit.from(1));
    return link.await(newestFirst).stream().map(RedisLog::change).findFirst();
  }

  void forget(CollectionKeys keys, long revision) {
    link.await(
        link.commands()
            .xtrim(keys.log(), new XTrimArgs().minId((revision + 1) + "-0").exactTrimming()));
  }

  private long oldest(CollectionKeys keys, long newest) {
    var first = link.await(link.commands().xrange(keys.log(), Range.unbounded(), Limit.from(1)));
    return first.isEmpty() ? newest : change(first.getFirst()).revision() - 1;
  }

  private static long revision(byte[] digits) {
    return digits == null ? RevisionStore.UNWRITTEN : Long.parseLong(new String(digits, US_ASCII));
  }

  private static boolean same(Change one, Change other) {
    return one.operation() == other.operation()
        && one.key().equals(other.key())
        && Arrays.equals(one.json(), other.json());
  }

  private static Change change(StreamMessage<String, byte[]> entry) {
    var body = entry.getBody();
    var operation =
        new String(body.get("op"), US_ASCII).equals("put")
            ? Change.Operation.PUT
            : Change.Operation.DELETE;
    var id = entry.getId();
    long revision = Long.parseLong(id, 0, id.indexOf('-'), 10);
    return new Change(operation, new String(body.get("key"), UTF_8), revision, body.get("value"));
  }
}
