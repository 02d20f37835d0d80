package io.navarch.nodeagent.proxy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.navarch.nodeagent.network.SignalledTask;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** What the proxy tells of its work, under kube-proxy's names. */
@Component
class ProxyMetrics {

  private static final long NOTHING_WAITS = Long.MAX_VALUE;

  private final Clock clock;
  private final Timer synchronizations;
  private final Counter failures;
  private final Counter changes;
  private final AtomicLong lastSuccess = new AtomicLong();
  private final AtomicLong waitingSince = new AtomicLong(NOTHING_WAITS);

  ProxyMetrics(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    this.synchronizations =
        Timer.builder("kubeproxy.sync.proxy.rules.duration")
            .description("SyncProxyRules latency in seconds")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofSeconds(16))
            .register(registry);
    this.failures =
        Counter.builder("kubeproxy.sync.proxy.rules.sync.failures")
            .description("Cumulative proxy sync failures")
            .register(registry);
    this.changes =
        Counter.builder("kubeproxy.sync.proxy.rules.service.endpoint.changes")
            .description("Changes of Services and endpoints seen")
            .register(registry);
    Gauge.builder(
            "kubeproxy.sync.proxy.rules.last.timestamp.seconds",
            lastSuccess,
            last -> last.get() / 1000.0)
        .description("The last time proxy rules were successfully synced")
        .register(registry);
  }

  void changeSeen() {
    changes.increment();
    waitingSince.compareAndSet(NOTHING_WAITS, clock.millis());
  }

  /** Whether no change has waited for longer than this. */
  boolean isUpToDate(Duration limit) {
    long since = waitingSince.get();
    return lastSuccess.get() > 0
        && (since == NOTHING_WAITS || clock.millis() - since < limit.toMillis());
  }

  void synchronize(SignalledTask.Work work) throws IOException {
    var start = clock.instant();
    long answered = waitingSince.get();
    boolean succeeded = false;
    try {
      work.run();
      succeeded = true;
    } finally {
      var end = clock.instant();
      synchronizations.record(Duration.between(start, end));
      if (succeeded) {
        lastSuccess.set(end.toEpochMilli());
        waitingSince.compareAndSet(answered, NOTHING_WAITS);
      } else {
        failures.increment();
      }
    }
  }

  /** When the rules were last put in force; long ago if never. */
  Instant lastSuccess() {
    return Instant.ofEpochMilli(lastSuccess.get());
  }
}
