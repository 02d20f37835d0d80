package io.navarch.apiserver.customresource;

import io.navarch.apiserver.registry.StoredForm;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.storage.RevisionStore.CompactedException;
import io.navarch.apiserver.storage.RevisionStore.StoreUnavailable;
import io.navarch.apiserver.storage.cache.CacheWatch.WatchEnded;
import io.navarch.apiserver.storage.cache.CachedObject;
import io.navarch.apiserver.storage.cache.WatchCache;
import io.navarch.apiserver.storage.cache.WatchScope;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The one thread that follows the definitions and makes true what they say. */
@Slf4j
@Component
@RequiredArgsConstructor
final class DefinitionFeed implements SmartLifecycle {

  private static final Duration POLL = Duration.ofSeconds(2);
  private static final long RETRY_SECONDS = 1;

  private final WatchCache cache;
  private final CustomKinds kinds;
  private final DefinitionStatuses statuses;
  private final InstanceRemoval removal;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("custom-resources").start(this::run);
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
        } catch (WatchEnded | CompactedException | StoreUnavailable | ApiStatusException e) {
          log.atDebug().setCause(e).log("definitions are read anew");
          stopping.await(RETRY_SECONDS, TimeUnit.SECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stopped
    }
  }

  private void follow() throws InterruptedException {
    var snapshot = cache.current(Definition.RESOURCE);
    settle();
    try (var watch = cache.watch(Definition.RESOURCE, snapshot.revision(), WatchScope.ALL)) {
      while (stopping.getCount() > 0) {
        boolean changed = !watch.poll(POLL).isEmpty();
        if (changed || removal.hasWork()) {
          settle();
        }
      }
    }
  }

  /** Served first, then said to be: whoever reads the condition finds the resource. */
  private void settle() {
    var definitions =
        cache.current(Definition.RESOURCE).stream("", "").map(DefinitionFeed::read).toList();
    kinds.serve(definitions);
    statuses.write(definitions);
    removal.remove(definitions);
  }

  private static Definition read(CachedObject stored) {
    return new Definition(StoredForm.decode(stored.json()));
  }
}
