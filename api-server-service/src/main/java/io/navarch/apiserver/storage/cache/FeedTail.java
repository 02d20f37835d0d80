package io.navarch.apiserver.storage.cache;

import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.RevisionStore.CompactedException;
import io.navarch.apiserver.storage.RevisionStore.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lombok.extern.slf4j.Slf4j;

/** Follows one collection's log on a virtual thread of its own, from start to close. */
@Slf4j
final class FeedTail implements AutoCloseable {

  /** Changes taken over under one lock. */
  private static final int BATCH = 1_000;

  /** How long one question to an idle log lasts. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final RevisionStore store;
  private final CollectionFeed feed;
  private final Duration retryDelay;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  FeedTail(RevisionStore store, CollectionFeed feed, Duration retryDelay) {
    this.store = store;
    this.feed = feed;
    this.retryDelay = retryDelay;
    this.thread =
        Thread.ofVirtual().name("watch-cache-" + feed.collection()).unstarted(this::follow);
  }

  void start() {
    thread.start();
  }

  CollectionFeed feed() {
    return feed;
  }

  private void follow() {
    try {
      boolean known = false;
      while (closed.getCount() > 0) {
        known = step(known);
      }
    } catch (InterruptedException e) {
      log.atDebug().addKeyValue("collection", feed.collection()).log("cache tail ends");
    }
  }

  /** Reads the collection, or the next of its log; whether the feed can be carried on. */
  private boolean step(boolean known) throws InterruptedException {
    try {
      if (known) {
        advance();
      } else {
        feed.restart(store.read(feed.collection()));
      }
      return true;
    } catch (CompactedException e) {
      log.atWarn().setCause(e).log("log does not follow the cache, reading the collection anew");
      return false;
    } catch (StoreUnavailable e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("collection", feed.collection())
          .log("store unavailable, cache stands still");
      pause();
      return known;
    } catch (RuntimeException e) {
      log.atError()
          .setCause(e)
          .addKeyValue("collection", feed.collection())
          .log("cache failed, reading the collection anew");
      pause();
      return false;
    }
  }

  private void advance() throws InterruptedException {
    long revision = feed.current().map(Snapshot::revision).orElseThrow();
    var changes = store.changesAfter(feed.collection(), revision, BATCH, IDLE);
    if (!changes.isEmpty()) {
      feed.apply(changes);
    }
  }

  private void pause() throws InterruptedException {
    if (closed.await(retryDelay.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("closed");
    }
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }
}
