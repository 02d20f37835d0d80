package io.navarch.apiserver.endpoint.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The meters of requests. Those of equal requests are looked up once and kept. */
@Component
final class RequestMeters {

  private static final Duration[] BUCKETS =
      Stream.of(
              5, 25, 50, 100, 200, 400, 600, 800, 1_000, 1_250, 1_500, 2_000, 3_000, 4_000, 5_000,
              6_000, 8_000, 10_000, 15_000, 20_000, 30_000, 45_000, 60_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final AtomicInteger mutating = new AtomicInteger();
  private final AtomicInteger reading = new AtomicInteger();
  private final Map<RequestLabels, Timer> durations = new ConcurrentHashMap<>();
  private final Map<RequestLabels, AtomicInteger> lasting = new ConcurrentHashMap<>();
  private final Map<Outcome, Counter> outcomes = new ConcurrentHashMap<>();

  /** How a request ended. */
  private record Outcome(RequestLabels labels, int code) {}

  RequestMeters(MeterRegistry registry) {
    this.registry = registry;
    inflight("mutating", mutating);
    inflight("readOnly", reading);
  }

  private void inflight(String kind, AtomicInteger requests) {
    Gauge.builder("apiserver_current_inflight_requests", requests, AtomicInteger::get)
        .tag("request_kind", kind)
        .register(registry);
  }

  /** A request begins. */
  Timer.Sample begin(RequestLabels labels) {
    under(labels).incrementAndGet();
    return Timer.start(registry);
  }

  /** A request has been answered. */
  void end(RequestLabels labels, int code, Timer.Sample since) {
    under(labels).decrementAndGet();
    since.stop(durations.computeIfAbsent(labels, this::duration));
    outcomes.computeIfAbsent(new Outcome(labels, code), this::outcome).increment();
  }

  /** Requests of this sort that are being answered. */
  private AtomicInteger under(RequestLabels labels) {
    return labels.isLong()
        ? lasting.computeIfAbsent(labels, this::lasting)
        : labels.isMutating() ? mutating : reading;
  }

  private AtomicInteger lasting(RequestLabels labels) {
    var requests = new AtomicInteger();
    Gauge.builder("apiserver_longrunning_requests", requests, AtomicInteger::get)
        .tags(labels.tags())
        .register(registry);
    return requests;
  }

  private Timer duration(RequestLabels labels) {
    return Timer.builder("apiserver_request_duration_seconds")
        .tags(labels.tags())
        .tag("dry_run", labels.dryRun())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private Counter outcome(Outcome outcome) {
    return Counter.builder("apiserver_request_total")
        .tags(outcome.labels().tags())
        .tag("dry_run", outcome.labels().dryRun())
        .tag("code", Integer.toString(outcome.code()))
        .register(registry);
  }
}
