package io.navarch.client.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.micrometer.core.instrument.MeterRegistry;
import io.navarch.client.informer.Informers;
import io.navarch.client.queue.ControllerRateLimiter;
import io.navarch.client.queue.DelayingQueue;
import io.navarch.client.queue.QueueMetrics;
import io.navarch.client.transport.ResourceKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import lombok.extern.slf4j.Slf4j;

/**
 * Starts all reconcilers and other controllers once their caches are filled, and stops them. Both
 * may happen several times, as leadership comes and goes.
 */
@Slf4j
public final class ControllerManager {

  private static final Duration SYNC_PROBE = Duration.ofSeconds(5);

  private final Informers informers;
  private final MeterRegistry meters;
  private final Clock clock;
  private final List<Controller> controllers = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private boolean running;

  /** A manager of the given controllers; their informers are known afterwards, but not started. */
  public ControllerManager(
      Informers informers,
      MeterRegistry meters,
      Clock clock,
      List<? extends Reconciler<?>> reconcilers,
      List<? extends Controller> others) {
    this.informers = informers;
    this.meters = meters;
    this.clock = clock;
    reconcilers.forEach(reconciler -> controllers.add(runner(reconciler)));
    controllers.addAll(others);
  }

  private <T extends HasMetadata> Controller runner(Reconciler<T> reconciler) {
    var metrics = new QueueMetrics(meters, reconciler.name());
    Supplier<DelayingQueue<ResourceKey>> queues =
        () -> new DelayingQueue<>(clock, metrics, new ControllerRateLimiter<>(clock));
    return new ControllerRunner<>(reconciler, informers, queues);
  }

  /** Waits for the caches and starts everything; an interrupt gives up. */
  public void start() throws InterruptedException {
    informers.start();
    while (!informers.awaitSync(SYNC_PROBE)) {
      log.atInfo().addKeyValue("missing", informers.unsynced()).log("waiting for caches");
    }
    lock.lock();
    try {
      if (!running) {
        running = true;
        controllers.forEach(Controller::start);
        log.atInfo().addKeyValue("controllers", controllers.size()).log("controllers started");
      }
    } finally {
      lock.unlock();
    }
  }

  /** Stops everything and waits for the work in progress. */
  public void stop() {
    lock.lock();
    try {
      if (running) {
        running = false;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
          controllers.forEach(controller -> executor.execute(controller::stop));
        }
        log.info("controllers stopped");
      }
    } finally {
      lock.unlock();
    }
  }
}
