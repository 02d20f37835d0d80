package io.navarch.controller.config;

import io.navarch.client.informer.Informers;
import lombok.RequiredArgsConstructor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready once every cache has its first list; leading is not a matter of health. */
@Component("caches")
@RequiredArgsConstructor
final class CachesHealthIndicator implements HealthIndicator {

  private final Informers informers;

  @Override
  public Health health() {
    var missing = informers.unsynced();
    return missing.isEmpty()
        ? Health.up().build()
        : Health.outOfService().withDetail("missing", missing).build();
  }
}
