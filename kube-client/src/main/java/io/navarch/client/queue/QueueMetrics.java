package io.navarch.client.queue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The meters of one work queue under the names that dashboards for Kubernetes expect. */
public final class QueueMetrics {

  private static final Duration[] BUCKETS = {
    Duration.ofNanos(10),
    Duration.ofNanos(100),
    Duration.ofNanos(1_000),
    Duration.ofNanos(10_000),
    Duration.ofNanos(100_000),
    Duration.ofMillis(1),
    Duration.ofMillis(10),
    Duration.ofMillis(100),
    Duration.ofSeconds(1),
    Duration.ofSeconds(10)
  };

  /**
   * How long work in progress has taken so far.
   *
   * @param sum of all workers
   * @param longest of one worker
   */
  record Ages(Duration sum, Duration longest) {}

  private final MeterRegistry registry;
  private final String name;
  private final Counter adds;
  private final Counter retries;
  private final Timer waited;
  private final Timer worked;
  private volatile IntSupplier depth = () -> 0;
  private volatile Supplier<Ages> ages = () -> new Ages(Duration.ZERO, Duration.ZERO);

  /** Meters of the queue of that name. */
  public QueueMetrics(MeterRegistry registry, String name) {
    this.registry = registry;
    this.name = name;
    this.adds = registry.counter("workqueue.adds", "name", name);
    this.retries = registry.counter("workqueue.retries", "name", name);
    this.waited = timer("workqueue.queue.duration");
    this.worked = timer("workqueue.work.duration");
    gauge("workqueue.depth", () -> depth.getAsInt());
    gauge("workqueue.unfinished.work.seconds", () -> seconds(ages.get().sum()));
    gauge("workqueue.longest.running.processor.seconds", () -> seconds(ages.get().longest()));
  }

  private Timer timer(String meter) {
    return Timer.builder(meter)
        .tag("name", name)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  /** From now on the gauges read this queue; the one before is no longer in use. */
  void watch(IntSupplier newDepth, Supplier<Ages> newAges) {
    depth = newDepth;
    ages = newAges;
  }

  private void gauge(String meter, Supplier<Number> value) {
    Gauge.builder(meter, value).strongReference(true).tag("name", name).register(registry);
  }

  void added() {
    adds.increment();
  }

  void retried() {
    retries.increment();
  }

  void waited(Duration time) {
    waited.record(time);
  }

  void worked(Duration time) {
    worked.record(time);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
