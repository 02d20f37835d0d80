package io.navarch.apiserver.storage.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.RevisionStore.StoreUnavailable;
import io.navarch.schema.GroupResource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeoutException;

/** Caches that follow the store's logs: one tail for every collection that was asked for. */
public final class LogFedWatchCache implements WatchCache, AutoCloseable {

  /** A collection's cache with all that keeps it going. */
  private record Followed(CollectionFeed feed, FeedTail tail, SharedQuestion revision) {}

  private final RevisionStore store;
  private final CacheProperties properties;
  private final FeedMeters meters;
  private final ConcurrentMap<GroupResource, Followed> collections = new ConcurrentHashMap<>();

  public LogFedWatchCache(RevisionStore store, CacheProperties properties, MeterRegistry registry) {
    this.store = store;
    this.properties = properties;
    this.meters = new FeedMeters(registry);
  }

  @Override
  public Snapshot current(GroupResource collection) {
    return await(follow(collection).feed(), 0, properties.readLimit())
        .orElseThrow(() -> behind(collection, 0));
  }

  @Override
  public Snapshot consistent(GroupResource collection) {
    var followed = follow(collection);
    long revision = newest(followed);
    return await(followed.feed(), revision, properties.readLimit())
        .orElseThrow(() -> behind(collection, revision));
  }

  @Override
  public Optional<Snapshot> notOlderThan(GroupResource collection, long revision, Duration wait) {
    return await(follow(collection).feed(), revision, wait);
  }

  @Override
  public Optional<Snapshot> exactly(GroupResource collection, long revision) {
    var feed = follow(collection).feed();
    await(feed, revision, properties.readLimit());
    return feed.exactly(revision).map(s -> s);
  }

  @Override
  public CacheWatch watch(GroupResource collection, long afterRevision, WatchScope scope) {
    current(collection);
    return follow(collection).feed().watch(afterRevision, scope);
  }

  /** The collections that are followed, with the newest revision known of each. */
  Map<GroupResource, Long> revisions() {
    var revisions = new HashMap<GroupResource, Long>();
    collections.forEach((collection, followed) ->
        followed.feed().current().ifPresent(s -> revisions.put(collection, s.revision())));
    return revisions;
  }

  private Followed follow(GroupResource collection) {
    var known = collections.get(collection);
    return known != null ? known : collections.computeIfAbsent(collection, this::start);
  }

  private Followed start(GroupResource collection) {
    var feed = new CollectionFeed(collection, properties, meters);
    var tail = new FeedTail(store, feed, properties.retryDelay());
    tail.start();
    return new Followed(feed, tail, new SharedQuestion(() -> store.revision(collection)));
  }

  private long newest(Followed followed) {
    try {
      return followed.revision().ask(properties.readLimit());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while asking for the revision", e);
    } catch (TimeoutException e) {
      throw new StoreUnavailable("the store did not tell its revision in time", e);
    }
  }

  private static Optional<Snapshot> await(CollectionFeed feed, long revision, Duration wait) {
    try {
      return feed.awaitAtLeast(revision, wait).map(s -> s);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static StoreUnavailable behind(GroupResource collection, long revision) {
    var why = "the cache of %s did not reach %d in time".formatted(collection, revision);
    return new StoreUnavailable(why, new TimeoutException(why));
  }

  @Override
  public void close() {
    collections.values().forEach(f -> f.tail().close());
  }
}
