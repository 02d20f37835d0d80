package io.navarch.apiserver.storage.cache;

import io.navarch.apiserver.storage.Change;
import io.navarch.apiserver.storage.CommitResult;
import io.navarch.apiserver.storage.NewValue;
import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.StoredObject;
import io.navarch.schema.GroupResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;

/** A store that can be made to answer nothing, or to tell no changes. */
@RequiredArgsConstructor
final class StoppableStore implements RevisionStore {

  private final RevisionStore store;
  private volatile boolean stopped;
  private volatile boolean silent;

  /** From now on nothing is answered. */
  void stop() {
    stopped = true;
  }

  /** From now on no change is told. */
  void stopLog() {
    silent = true;
  }

  private RevisionStore store() {
    if (stopped) {
      throw new StoreUnavailable("stopped", null);
    }
    return store;
  }

  @Override
  public CommitResult put(
      GroupResource collection, String key, long expectedRevision, NewValue value) {
    return store().put(collection, key, expectedRevision, value);
  }

  @Override
  public CommitResult delete(
      GroupResource collection, String key, long expectedRevision, NewValue lastState) {
    return store().delete(collection, key, expectedRevision, lastState);
  }

  @Override
  public Optional<StoredObject> find(GroupResource collection, String key) {
    return store().find(collection, key);
  }

  @Override
  public Content read(GroupResource collection) {
    return store().read(collection);
  }

  @Override
  public long revision(GroupResource collection) {
    return store().revision(collection);
  }

  @Override
  public List<Change> changesAfter(
      GroupResource collection, long revision, int limit, Duration wait)
      throws InterruptedException {
    var changes = store().changesAfter(collection, revision, limit, wait);
    if (silent) {
      throw new StoreUnavailable("silent", null);
    }
    return changes;
  }

  @Override
  public void compact(GroupResource collection, long revision) {
    store().compact(collection, revision);
  }

  @Override
  public List<String> writtenBefore(GroupResource collection, Instant time, int limit) {
    return store().writtenBefore(collection, time, limit);
  }
}
