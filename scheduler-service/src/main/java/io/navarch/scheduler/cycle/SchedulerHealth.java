package io.navarch.scheduler.cycle;

import io.navarch.client.informer.Informers;
import lombok.RequiredArgsConstructor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready when the caches are filled; alive while the loop turns. Leading is a metric, not readiness.
 */
@RequiredArgsConstructor
final class SchedulerHealth implements HealthIndicator {

  private final Informers informers;
  private final SchedulingLoop loop;

  @Override
  public Health health() {
    if (!informers.hasSynced()) {
      return Health.outOfService().withDetail("waits for", informers.unsynced()).build();
    }
    return loop.isAlive()
        ? Health.up().build()
        : Health.down().withDetail("loop", "has ended").build();
  }
}
