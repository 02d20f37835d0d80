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
    var feed = follow(collection).feed();
    return await(feed, 0, properties.readLimit())
        .orElseThrow(() -> new NotInitialized(collection, null));
  }

  @Override
  public Snapshot consistent(GroupResource collection) {
    var followed = follow(collection);
    long revision = newest(followed);
    return await(followed.feed(), revision, properties.readLimit())
        .orElseThrow(() -> new Behind(collection, revision, reached(followed.feed())));
  }

  @Override
  public Optional<Snapshot> notOlderThan(GroupResource collection, long revision, Duration wait) {
    var feed = follow(collection).feed();
    var found = await(feed, revision, wait);
    if (found.isEmpty()) {
      reached(feed);
    }
    return found;
  }

  @Override
  public Optional<Snapshot> exactly(GroupResource collection, long revision) {
    var feed = follow(collection).feed();
    if (await(feed, revision, properties.readLimit()).isEmpty()) {
      reached(feed);
    }
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
    } catch (StoreUnavailable | TimeoutException e) {
      throw new NotInitialized(followed.feed().collection(), e);
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

  /** How far a cache is that is not far enough. */
  private static long reached(CollectionFeed feed) {
    return feed.current()
        .map(Snapshot::revision)
        .orElseThrow(() -> new NotInitialized(feed.collection(), null));
  }

  @Override
  public void close() {
    collections.values().forEach(f -> f.tail().close());
  }
}
