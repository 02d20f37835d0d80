package io.navarch.apiserver.storage.cache;

import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.RevisionStore.StoreUnavailable;
import io.navarch.schema.GroupResource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Healthy while the store answers. */
final class StoreHealth implements HealthIndicator {

  private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");

  private final RevisionStore store;

  StoreHealth(RevisionStore store) {
    this.store = store;
  }

  @Override
  public Health health() {
    try {
      return Health.up().withDetail("revision", store.revision(NAMESPACES)).build();
    } catch (StoreUnavailable e) {
      return Health.down(e).build();
    }
  }
}
