package io.navarch.client.informer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.WatchFrame;
import io.navarch.client.transport.WatchStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an informer current: one list, then watches from its revision on. A watch that ends is
 * continued where it stopped; a revision that the server no longer knows means a fresh list. Owned
 * by one virtual thread.
 */
@Slf4j
final class Reflector<T extends HasMetadata> implements AutoCloseable {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(800);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final ApiClient api;
  private final SharedInformer<T> informer;
  private final Duration watchTimeout;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable WatchStream<T> open;
  private String revision = "";
  private String oldest = "0"; // any state will do for a start
  private int failures;

  Reflector(ApiClient api, SharedInformer<T> informer, Duration watchTimeout) {
    this.api = api;
    this.informer = informer;
    this.watchTimeout = watchTimeout;
    this.thread =
        Thread.ofVirtual()
            .name("reflector-" + informer.type().qualifiedName())
            .unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (closed.getCount() > 0) {
      try {
        if (revision.isEmpty()) {
          list();
        }
        watch();
      } catch (ApiException e) {
        if (!e.isExpired() && !e.isFromTheFuture()) {
          failed(e);
        } else {
          lost(e);
        }
      } catch (UncheckedIOException e) {
        failed(e);
      } catch (RuntimeException e) {
        revision = ""; // an answer that can't be read says nothing about what was missed
        failed(e);
      }
    }
  }

  /** The server does not know the revision: only its newest state will do. */
  private void lost(ApiException e) {
    log.atDebug()
        .addKeyValue("resource", informer.type().qualifiedName())
        .addKeyValue("revision", revision)
        .addKeyValue("cause", e.getMessage())
        .log("revision is unknown to the server, listing again");
    if (revision.isEmpty() && oldest.isEmpty()) {
      failed(e); // the newest can't be unknown; do not ask in a hurry
    }
    revision = "";
    oldest = "";
  }

  private void list() {
    var list = api.list(informer.type(), informer.query(), oldest);
    informer.listed(list.items(), list.resourceVersion());
    reached(list.resourceVersion());
    failures = 0;
  }

  private void watch() {
    long shortest = watchTimeout.toSeconds();
    long timeout = shortest + ThreadLocalRandom.current().nextLong(shortest + 1);
    try (var stream = api.watch(informer.type(), informer.query(), revision, timeout)) {
      open = stream;
      failures = 0;
      for (var frame = stream.next();
          frame.isPresent() && closed.getCount() > 0;
          frame = stream.next()) {
        apply(frame.get());
      }
    } finally {
      open = null;
    }
  }

  private void apply(WatchFrame<T> frame) {
    switch (frame) {
      case WatchFrame.Upserted<T>(var object) -> {
        informer.changed(object);
        reached(object.getMetadata().getResourceVersion());
      }
      case WatchFrame.Deleted<T>(var object) -> {
        informer.deleted(object);
        reached(object.getMetadata().getResourceVersion());
      }
      case WatchFrame.Bookmark<T>(var reached) -> reached(reached);
      case WatchFrame.Failed<T>(var status) -> throw new ApiException(status);
    }
  }

  private void reached(String reached) {
    revision = reached;
    oldest = reached;
  }

  private void failed(RuntimeException e) {
    if (closed.getCount() == 0) {
      return;
    }
    log.atWarn()
        .addKeyValue("resource", informer.type().qualifiedName())
        .addKeyValue("cause", e.toString())
        .log("list or watch failed, trying again");
    long pause =
        Math.min(FIRST_PAUSE.toMillis() << Math.min(failures++, 6), LONGEST_PAUSE.toMillis());
    try {
      long jitter = ThreadLocalRandom.current().nextLong(pause);
      if (closed.await(pause + jitter, TimeUnit.MILLISECONDS)) {
        log.trace("closed while pausing");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      closed.countDown();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    var stream = open;
    if (stream != null) {
      stream.close();
    }
    thread.interrupt();
  }
}
