package io.navarch.scheduler.cycle;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.navarch.client.informer.Informers;
import io.navarch.client.leader.LeaderElector;
import io.navarch.scheduler.queue.SchedulingQueue;
import io.navarch.scheduler.snapshot.ClusterCache;
import java.util.function.ToDoubleFunction;
import lombok.RequiredArgsConstructor;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Starts and stops the scheduler's parts in order: first what it knows, then the competition for
 * leadership, then the loop.
 */
@RequiredArgsConstructor
final class Scheduler implements SmartLifecycle {

  private final Informers informers;
  private final ClusterWatcher watcher;
  private final SchedulingQueue queue;
  private final ClusterCache cache;
  private final LeaderElector elector;
  private final MeterRegistry meters;
  private volatile boolean running;

  @Override
  public void start() {
    informers.of(Node.class).subscribe(watcher::onNode);
    informers.of(Pod.class).subscribe(watcher::onPod);
    informers.start();
    pending("active", SchedulingQueue.Sizes::active);
    pending("backoff", SchedulingQueue.Sizes::backoff);
    pending("unschedulable", SchedulingQueue.Sizes::unschedulable);
    pending("gated", SchedulingQueue.Sizes::gated);
    Gauge.builder("scheduler.cache.size", cache, c -> c.snapshot().nodes().size())
        .tag("type", "nodes")
        .register(meters);
    Gauge.builder("scheduler.cache.size", cache, ClusterCache::podCount)
        .tag("type", "pods")
        .register(meters);
    elector.start();
    running = true;
  }

  private void pending(String place, ToDoubleFunction<SchedulingQueue.Sizes> size) {
    Gauge.builder("scheduler.pending.pods", queue, q -> size.applyAsDouble(q.sizes()))
        .tag("queue", place)
        .register(meters);
  }

  /** Tries Pods again that nothing has woken for long. */
  @Scheduled(fixedDelayString = "${scheduler.queue.flush-period:30s}")
  void flush() {
    queue.flush();
  }

  @Override
  public void stop() {
    running = false;
    elector.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
