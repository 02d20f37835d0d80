package io.navarch.apiserver.endpoint.health;

import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.schema.GroupResource;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** The store answers. It bears upstream's name, because probes and dashboards ask for that. */
@Component
@RequiredArgsConstructor
final class StoreCheck implements HealthCheck {

  private static final GroupResource ASKED = new GroupResource("", "namespaces");

  private final RevisionStore store;

  @Override
  public String name() {
    return "etcd";
  }

  @Override
  public void check() {
    store.revision(ASKED);
  }
}
