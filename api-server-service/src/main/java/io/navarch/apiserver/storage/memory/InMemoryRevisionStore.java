package io.navarch.apiserver.storage.memory;

import io.navarch.apiserver.storage.Change;
import io.navarch.apiserver.storage.CommitResult;
import io.navarch.apiserver.storage.NewValue;
import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.StoredObject;
import io.navarch.schema.GroupResource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Collections in this process' memory; nothing outlives it. */
public final class InMemoryRevisionStore implements RevisionStore {

  private final ConcurrentMap<GroupResource, InMemoryCollection> collections =
      new ConcurrentHashMap<>();
  private final Clock clock;

  public InMemoryRevisionStore() {
    this(Clock.systemUTC());
  }

  public InMemoryRevisionStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public CommitResult put(
      GroupResource collection, String key, long expectedRevision, NewValue value) {
    return of(collection).commit(Change.Operation.PUT, key, expectedRevision, value);
  }

  @Override
  public CommitResult delete(
      GroupResource collection, String key, long expectedRevision, NewValue lastState) {
    return of(collection).commit(Change.Operation.DELETE, key, expectedRevision, lastState);
  }

  @Override
  public Optional<StoredObject> find(GroupResource collection, String key) {
    return of(collection).find(key);
  }

  @Override
  public Content read(GroupResource collection) {
    return of(collection).read();
  }

  @Override
  public long revision(GroupResource collection) {
    return of(collection).revision();
  }

  @Override
  public List<Change> changesAfter(
      GroupResource collection, long revision, int limit, Duration wait)
      throws InterruptedException {
    return of(collection).changesAfter(revision, limit, wait);
  }

  @Override
  public void compact(GroupResource collection, long revision) {
    of(collection).compact(revision);
  }

  @Override
  public List<String> writtenBefore(GroupResource collection, Instant time, int limit) {
    return of(collection).writtenBefore(time, limit);
  }

  private InMemoryCollection of(GroupResource collection) {
    return collections.computeIfAbsent(collection, name -> new InMemoryCollection(name, clock));
  }
}
