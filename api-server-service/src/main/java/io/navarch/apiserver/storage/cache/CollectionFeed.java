package io.navarch.apiserver.storage.cache;

import io.navarch.apiserver.storage.Change;
import io.navarch.apiserver.storage.RevisionStore.CompactedException;
import io.navarch.apiserver.storage.RevisionStore.Content;
import io.navarch.schema.GroupResource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One collection as this server knows it. Written by the collection's tail alone; read by all. The
 * newest snapshot is one volatile reference; history and watchers are under the lock, which is
 * never held across I/O.
 */
final class CollectionFeed {

  private final GroupResource collection;
  private final CacheProperties properties;
  private final FeedMeters meters;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition advanced = lock.newCondition();
  private final Watchers watchers = new Watchers();
  private @Nullable History history;
  private volatile @Nullable MapSnapshot current;

  /** Up to where watchers have been told; never ahead of what lies in their queues. */
  private volatile long dispatched;

  CollectionFeed(GroupResource collection, CacheProperties properties, FeedMeters meters) {
    this.collection = collection;
    this.properties = properties;
    this.meters = meters;
    meters.follow(collection, this);
  }

  GroupResource collection() {
    return collection;
  }

  /** The newest state, if the collection has been read. */
  Optional<MapSnapshot> current() {
    return Optional.ofNullable(current);
  }

  /** Takes the collection as read anew: what was known before does not count any more. */
  void restart(Content content) {
    var snapshot = MapSnapshot.of(content);
    lock.lock();
    try {
      history = new History(snapshot, properties);
      current = snapshot;
      dispatched = snapshot.revision();
      watchers.drain().forEach(w -> w.end("the collection was read anew"));
      advanced.signalAll();
    } finally {
      lock.unlock();
    }
    meters.initialized(collection);
  }

  /** Takes over what happened next; the changes follow one another and the present state. */
  void apply(List<Change> changes) {
    int told = 0;
    lock.lock();
    try {
      for (var change : changes) {
        told += apply(change);
      }
      advanced.signalAll();
    } finally {
      lock.unlock();
    }
    meters.received(collection, changes.size(), told);
  }

  private int apply(Change change) {
    var before = current;
    if (before == null || history == null || change.revision() != before.revision() + 1) {
      throw new IllegalStateException(
          "%s of %s does not follow %s".formatted(change.revision(), collection, before));
    }
    var json = change.json() == null ? new byte[0] : change.json();
    var object = new EncodedObject(change.key(), change.revision(), json);
    var previous = before.objects().get(change.key());
    var after =
        switch (change.operation()) {
          case PUT -> before.objects().plus(change.key(), object);
          case DELETE -> before.objects().minus(change.key());
        };
    var occurrence =
        switch (change.operation()) {
          case PUT -> Occurrence.put(object, previous);
          case DELETE -> Occurrence.removed(object, previous == null ? object : previous);
        };
    var snapshot = new MapSnapshot(change.revision(), after);
    history.add(occurrence, snapshot, System.nanoTime());
    current = snapshot; // before the event: whoever is told of a change must find it
    int told = watchers.dispatch(occurrence);
    dispatched = change.revision();
    return told;
  }

  /** The newest state once it is not older than a revision; empty if that does not come in time. */
  Optional<MapSnapshot> awaitAtLeast(long revision, Duration wait) throws InterruptedException {
    var known = current;
    if (known != null && known.revision() >= revision) {
      return Optional.of(known);
    }
    long left = wait.toNanos();
    lock.lockInterruptibly();
    try {
      while ((current == null || current.revision() < revision) && left > 0) {
        left = advanced.awaitNanos(left);
      }
      return current().filter(s -> s.revision() >= revision);
    } finally {
      lock.unlock();
    }
  }

  /** The state as of a revision, if it is remembered. */
  Optional<MapSnapshot> exactly(long revision) {
    lock.lock();
    try {
      return history == null ? Optional.empty() : history.at(revision);
    } finally {
      lock.unlock();
    }
  }

  /** A watch of what happens after a revision; the collection must have been read. */
  CacheWatch watch(long after, WatchScope scope) {
    lock.lock();
    try {
      if (history == null || after < history.oldest()) {
        throw new CompactedException(
            collection, after, history == null ? Long.MAX_VALUE : history.oldest());
      }
      var watch =
          new QueuedWatch(scope, after, properties.watchQueue(), this::dispatched, this::forget);
      watch.startWith(
          history.after(after).stream()
              .filter(o -> o.concerns(scope))
              .map(Occurrence::event)
              .toList());
      watchers.add(watch);
      return watch;
    } finally {
      lock.unlock();
    }
  }

  private long dispatched() {
    return dispatched;
  }

  private void forget(QueuedWatch watch) {
    lock.lock();
    try {
      watchers.remove(watch);
    } finally {
      lock.unlock();
    }
  }
}
