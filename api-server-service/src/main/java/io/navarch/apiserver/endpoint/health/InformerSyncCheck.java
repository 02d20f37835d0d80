package io.navarch.apiserver.endpoint.health;

import io.navarch.apiserver.storage.cache.WatchCache;
import io.navarch.schema.GroupResource;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** What the gates ask at every request has been read once. */
@Component
@RequiredArgsConstructor
final class InformerSyncCheck implements HealthCheck {

  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final List<GroupResource> ASKED =
      List.of(
          new GroupResource("", "namespaces"),
          new GroupResource("", "serviceaccounts"),
          new GroupResource(RBAC, "clusterroles"),
          new GroupResource(RBAC, "clusterrolebindings"),
          new GroupResource(RBAC, "roles"),
          new GroupResource(RBAC, "rolebindings"));

  private final WatchCache cache;

  @Override
  public String name() {
    return "informer-sync";
  }

  @Override
  public void check() {
    ASKED.forEach(cache::current);
  }

  @Override
  public boolean concernsLife() {
    return false;
  }
}
