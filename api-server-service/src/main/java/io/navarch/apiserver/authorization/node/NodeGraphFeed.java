package io.navarch.apiserver.authorization.node;

import io.navarch.apiserver.storage.RevisionStore.CompactedException;
import io.navarch.apiserver.storage.RevisionStore.StoreUnavailable;
import io.navarch.apiserver.storage.cache.CacheWatch.WatchEnded;
import io.navarch.apiserver.storage.cache.WatchCache;
import io.navarch.apiserver.storage.cache.WatchScope;
import io.navarch.schema.GroupResource;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The one thread that keeps the graph true: it reads the Pods there are, and follows them. */
@Slf4j
@Component
@RequiredArgsConstructor
final class NodeGraphFeed implements SmartLifecycle {

  private static final GroupResource PODS = new GroupResource("", "pods");
  private static final Duration POLL = Duration.ofSeconds(5);
  private static final long RETRY_SECONDS = 1;

  private final WatchCache cache;
  private final NodeGraph graph;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("node-graph").start(this::run);
  }

  @Override
  public void stop() {
    stopping.countDown();
    var running = thread;
    if (running != null) {
      running.interrupt();
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void run() {
    try {
      while (stopping.getCount() > 0) {
        try {
          follow();
        } catch (WatchEnded | CompactedException | StoreUnavailable e) {
          log.atDebug().setCause(e).log("node graph begins anew");
          stopping.await(RETRY_SECONDS, TimeUnit.SECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stopped
    }
  }

  private void follow() throws InterruptedException {
    var snapshot = cache.current(PODS);
    graph.clear();
    snapshot.stream("", "").forEach(graph::put);
    try (var watch = cache.watch(PODS, snapshot.revision(), WatchScope.ALL)) {
      while (stopping.getCount() > 0) {
        watch.poll(POLL).forEach(graph::accept);
      }
    }
  }
}
