package io.navarch.client.leader;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lombok.extern.slf4j.Slf4j;

/**
 * Competes for a Lease and tells a listener how that goes. A leader that can't renew within the
 * deadline stops before others may start. Owned by one virtual thread.
 */
@Slf4j
public final class LeaderElector implements AutoCloseable {

  private static final ResourceType<Lease> LEASES = ResourceType.of(Lease.class);

  private final ApiClient api;
  private final LeaderProperties properties;
  private final ResourceKey key;
  private final LeaseRecord lease;
  private final LeadershipListener listener;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean leading;

  /** Competes under an identity that no other process has; {@link #start} begins. */
  public LeaderElector(
      ApiClient api,
      LeaderProperties properties,
      String name,
      String identity,
      LeadershipListener listener,
      Clock clock,
      MeterRegistry meters) {
    this.api = api;
    this.properties = properties;
    this.key = ResourceKey.of(properties.namespace(), name);
    this.lease = new LeaseRecord(identity, properties.leaseDuration());
    this.listener = listener;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("leader-election").unstarted(this::run);
    Gauge.builder("leader.election.master.status", () -> leading ? 1 : 0)
        .tag("name", name)
        .strongReference(true)
        .register(meters);
  }

  /** Begins to compete. */
  public void start() {
    thread.start();
  }

  /** Whether this process leads. */
  public boolean isLeading() {
    return leading;
  }

  private void run() {
    try {
      while (closed.getCount() > 0) {
        var asked = clock.instant();
        if (holds()) {
          lead(asked);
        }
        pause();
      }
      release();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void lead(Instant since) throws InterruptedException {
    log.atInfo().addKeyValue("lease", key).log("became leader");
    leading = true;
    var work = Thread.ofVirtual().name("leader-start").start(this::begin);
    try {
      var renewed = since;
      while (closed.getCount() > 0 && isFresh(renewed)) {
        pause();
        var asked = clock.instant();
        if (holds()) {
          renewed = asked; // others count from when it was written, not from when that was told
        }
      }
    } finally {
      work.interrupt();
      listener.stopped();
      leading = false;
      log.atInfo().addKeyValue("lease", key).log("leads no longer");
    }
  }

  private void begin() {
    try {
      listener.started();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** An attempt that takes too long has failed: a silent server must not keep up a leader. */
  private boolean holds() throws InterruptedException {
    if (!properties.enabled()) {
      return true;
    }
    var attempt = new FutureTask<>(this::tryToHold);
    var worker = Thread.ofVirtual().name("leader-attempt").start(attempt);
    try {
      return attempt.get(properties.renewDeadline().toMillis() / 2, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      log.atWarn().setCause(e.getCause()).addKeyValue("lease", key).log("lease can't be read");
      return false;
    } catch (TimeoutException _) {
      log.atWarn().addKeyValue("lease", key).log("server does not answer for the lease");
      return false;
    } finally {
      worker.interrupt();
    }
  }

  private boolean isFresh(Instant renewed) {
    return clock.instant().isBefore(renewed.plus(properties.renewDeadline()));
  }

  /** Takes or renews the Lease if that is allowed; answers whether it is held now. */
  private boolean tryToHold() {
    try {
      var now = clock.instant();
      var found = api.find(LEASES, key);
      if (found.isEmpty()) {
        lease.observe(api.create(lease.first(key.namespace(), key.name(), now)), now);
        return true;
      }
      lease.observe(found.get(), now);
      if (!lease.mayTake(found.get(), now)) {
        return false;
      }
      lease.observe(api.update(lease.taken(found.get(), now)), now);
      return true;
    } catch (ApiException | UncheckedIOException e) {
      log.atDebug().addKeyValue("cause", e.toString()).log("lease not written");
      return false;
    }
  }

  private void pause() throws InterruptedException {
    long period = properties.retryPeriod().toMillis();
    long millis = leading ? period : period + ThreadLocalRandom.current().nextLong(period / 5 + 1);
    if (closed.await(millis, TimeUnit.MILLISECONDS)) {
      log.trace("closed while pausing");
    }
  }

  private void release() {
    if (!properties.enabled()) {
      return;
    }
    try {
      var held = api.find(LEASES, key).filter(lease::isMine);
      if (held.isPresent()) {
        api.update(lease.released(held.get(), clock.instant()));
      }
    } catch (ApiException | UncheckedIOException e) {
      log.atDebug().addKeyValue("cause", e.toString()).log("lease not released");
    }
  }

  /** Stops leading, gives the Lease back and waits a while for both. */
  @Override
  public void close() {
    closed.countDown();
    try {
      if (!thread.join(properties.renewDeadline())) {
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
