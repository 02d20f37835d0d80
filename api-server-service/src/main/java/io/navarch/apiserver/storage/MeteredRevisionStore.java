package io.navarch.apiserver.storage;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.navarch.schema.GroupResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Measures another store, under the names that dashboards of Kubernetes know. */
public final class MeteredRevisionStore implements RevisionStore, AutoCloseable {

  private static final Duration[] BUCKETS =
      Stream.of(
              5, 25, 50, 100, 200, 400, 600, 800, 1_000, 1_250, 1_500, 2_000, 3_000, 4_000, 5_000,
              6_000, 8_000, 10_000, 15_000, 20_000, 30_000, 45_000, 60_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final RevisionStore store;
  private final MeterRegistry registry;
  private final Runnable release;

  /**
   * Measures a store.
   *
   * @param release gives back what the measured store holds
   */
  public MeteredRevisionStore(RevisionStore store, MeterRegistry registry, Runnable release) {
    this.store = store;
    this.registry = registry;
    this.release = release;
  }

  @Override
  public CommitResult put(
      GroupResource collection, String key, long expectedRevision, NewValue value) {
    var operation = expectedRevision == ABSENT ? "create" : "update";
    return measured(
        operation, collection, () -> store.put(collection, key, expectedRevision, value));
  }

  @Override
  public CommitResult delete(
      GroupResource collection, String key, long expectedRevision, NewValue lastState) {
    return measured(
        "delete", collection, () -> store.delete(collection, key, expectedRevision, lastState));
  }

  @Override
  public Optional<StoredObject> find(GroupResource collection, String key) {
    return measured("get", collection, () -> store.find(collection, key));
  }

  @Override
  public Content read(GroupResource collection) {
    return measured("list", collection, () -> store.read(collection));
  }

  @Override
  public long revision(GroupResource collection) {
    return store.revision(collection);
  }

  @Override
  public List<Change> changesAfter(
      GroupResource collection, long revision, int limit, Duration wait)
      throws InterruptedException {
    var changes = store.changesAfter(collection, revision, limit, wait);
    if (!changes.isEmpty()) {
      registry
          .counter(
              "apiserver_storage_events_received",
              "group",
              collection.group(),
              "resource",
              collection.resource())
          .increment(changes.size());
    }
    return changes;
  }

  @Override
  public void compact(GroupResource collection, long revision) {
    store.compact(collection, revision);
  }

  @Override
  public List<String> writtenBefore(GroupResource collection, Instant time, int limit) {
    return store.writtenBefore(collection, time, limit);
  }

  private <T> T measured(String operation, GroupResource collection, Supplier<T> work) {
    var timer =
        Timer.builder("etcd_request_duration_seconds")
            .tag("operation", operation)
            .tag("group", collection.group())
            .tag("resource", collection.resource())
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
    return timer.record(work);
  }

  @Override
  public void close() {
    release.run();
  }
}
