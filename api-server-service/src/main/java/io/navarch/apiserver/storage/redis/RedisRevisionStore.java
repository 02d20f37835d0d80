package io.navarch.apiserver.storage.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.navarch.apiserver.storage.Change;
import io.navarch.apiserver.storage.CommitResult;
import io.navarch.apiserver.storage.NewValue;
import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.StorageProperties;
import io.navarch.apiserver.storage.StoredObject;
import io.navarch.apiserver.storage.redis.CommitScript.Reply;
import io.navarch.schema.GroupResource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Collections in Redis. See the room's sentence for the layout. */
final class RedisRevisionStore implements RevisionStore, AutoCloseable {

  /** Changes read at once. */
  private static final int PAGE = 1_000;

  /** How often a collection is read when its log is trimmed faster than it can be read. */
  private static final int ATTEMPTS = 3;

  private final ConcurrentMap<GroupResource, CollectionKeys> keys = new ConcurrentHashMap<>();
  private final StorageProperties properties;
  private final Clock clock;
  private final RedisLink link;
  private final Announcements announcements;
  private final CommitScript script;
  private final RedisObjects objects;
  private final RedisLog log;

  RedisRevisionStore(AbstractRedisClient client, StorageProperties properties, Clock clock) {
    var server = UUID.randomUUID().toString();
    this.properties = properties;
    this.clock = clock;
    this.announcements = new Announcements(server);
    this.link = new RedisLink(client, properties.timeLimit(), announcements::disturbed);
    this.script = new CommitScript(link, server);
    this.objects = new RedisObjects(link);
    this.log = new RedisLog(link);
  }

  @Override
  public CommitResult put(
      GroupResource collection, String key, long expectedRevision, NewValue value) {
    return commit(collection, Change.Operation.PUT, key, expectedRevision, value);
  }

  @Override
  public CommitResult delete(
      GroupResource collection, String key, long expectedRevision, NewValue lastState) {
    return commit(collection, Change.Operation.DELETE, key, expectedRevision, lastState);
  }

  private CommitResult commit(
      GroupResource collection,
      Change.Operation operation,
      String key,
      long expected,
      NewValue value) {
    var names = keys(collection);
    var tail = announcements.tail(names);
    var writtenAt = properties.expiring().contains(collection) ? Long.toString(clock.millis()) : "";
    var request = new CommitScript.Request(names, operation, key, expected, value, writtenAt);
    var reply =
        script.run(request, r -> tail.committed(new Change(operation, key, r, value.at(r))));
    return switch (reply) {
      case Reply.Committed(long revision) ->
          new CommitResult.Committed(new StoredObject(key, revision, value.at(revision)));
      case Reply.Refused(byte[] present) ->
          new CommitResult.Mismatch(RedisObjects.object(key, present));
      case Reply.Absent() -> new CommitResult.Mismatch(null);
    };
  }

  @Override
  public Optional<StoredObject> find(GroupResource collection, String key) {
    return objects.find(keys(collection), key);
  }

  @Override
  public Content read(GroupResource collection) {
    for (int attempt = 1; ; attempt++) {
      try {
        return readOnce(collection, keys(collection));
      } catch (CompactedException e) {
        if (attempt == ATTEMPTS) {
          throw new StoreUnavailable("the log is trimmed faster than it can be read", e);
        }
      }
    }
  }

  /** Objects are read while they change; what changed meanwhile is then taken from the log. */
  private Content readOnce(GroupResource collection, CollectionKeys names) {
    var tail = announcements.tail(names);
    var last = log.last(names);
    long revision = log.revision(names);
    var found = objects.scan(names);
    var missed = log.after(collection, names, revision, PAGE);
    while (!missed.isEmpty()) {
      missed.forEach(change -> apply(change, found));
      last = Optional.of(missed.getLast());
      revision = missed.getLast().revision();
      missed = log.after(collection, names, revision, PAGE);
    }
    last.ifPresent(tail::read);
    return new Content(revision, List.copyOf(found.values()));
  }

  private static void apply(Change change, Map<String, StoredObject> objects) {
    var known = objects.get(change.key());
    if (known != null && known.revision() >= change.revision()) {
      return;
    }
    if (change.operation() == Change.Operation.PUT && change.json() != null) {
      objects.put(change.key(), new StoredObject(change.key(), change.revision(), change.json()));
    } else {
      objects.remove(change.key());
    }
  }

  @Override
  public long revision(GroupResource collection) {
    return log.revision(keys(collection));
  }

  @Override
  public List<Change> changesAfter(
      GroupResource collection, long revision, int limit, Duration wait)
      throws InterruptedException {
    link.listen(Announcements.CHANNEL, announcements);
    var names = keys(collection);
    var tail = announcements.tail(names);
    long left = wait.toNanos();
    while (true) {
      var changes = next(collection, names, tail, revision, limit);
      if (!changes.isEmpty()) {
        tail.read(changes.getLast());
        return changes;
      }
      if (left <= 0) {
        return List.of();
      }
      left = tail.await(revision, left);
    }
  }

  private List<Change> next(
      GroupResource collection,
      CollectionKeys names,
      CollectionTail tail,
      long revision,
      int limit) {
    if (tail.isCertain()) {
      var own = tail.ownAfter(revision, limit);
      if (!own.isEmpty() || tail.newest() == revision) {
        return own;
      }
    }
    var known = tail.startReading(revision);
    boolean read = false;
    try {
      var changes =
          known.isPresent()
              ? log.after(collection, names, known.get(), limit)
              : log.after(collection, names, revision, limit);
      tail.finishReading(revision, changes.size());
      read = true;
      return changes;
    } finally {
      if (!read) {
        tail.disturbed();
      }
    }
  }

  @Override
  public void compact(GroupResource collection, long revision) {
    log.forget(keys(collection), revision);
  }

  @Override
  public List<String> writtenBefore(GroupResource collection, Instant time, int limit) {
    var range = Range.<Long>unbounded().lt(time.toEpochMilli());
    var found = link.commands().zrangebyscore(keys(collection).written(), range, Limit.from(limit));
    return link.await(found).stream().map(key -> new String(key, UTF_8)).toList();
  }

  private CollectionKeys keys(GroupResource collection) {
    return keys.computeIfAbsent(collection, CollectionKeys::of);
  }

  @Override
  public void close() {
    link.close();
  }
}
