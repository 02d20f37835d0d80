package io.navarch.scheduler.framework;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Measures the extension points as {@code scheduler_framework_extension_point_duration_seconds}.
 * Thread-safe.
 */
public final class ExtensionPointMeters {

  private static final Duration[] BUCKETS = buckets();

  private final MeterRegistry registry;

  public ExtensionPointMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Runs and measures. */
  public <T> T time(ExtensionPoint point, Profile profile, Supplier<T> work) {
    var sample = Timer.start(registry);
    var status = "Error";
    try {
      var result = work.get();
      status = "Success";
      return result;
    } finally {
      sample.stop(
          Timer.builder("scheduler.framework.extension.point.duration")
              .tag("extension_point", point.label())
              .tag("profile", profile.schedulerName())
              .tag("status", status)
              .serviceLevelObjectives(BUCKETS)
              .register(registry));
    }
  }

  private static Duration[] buckets() {
    var buckets = new Duration[12];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = Duration.ofNanos(100_000L << i);
    }
    return buckets;
  }
}
