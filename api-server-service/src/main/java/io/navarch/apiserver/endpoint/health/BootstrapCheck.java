package io.navarch.apiserver.endpoint.health;

import io.navarch.apiserver.bootstrap.BootstrapRunner;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Everything is there that a fresh cluster has: roles, namespaces, the service of the API. */
@Component
@RequiredArgsConstructor
final class BootstrapCheck implements HealthCheck {

  private final BootstrapRunner bootstrap;

  @Override
  public String name() {
    return "poststarthook/rbac/bootstrap-roles";
  }

  @Override
  public void check() {
    if (!bootstrap.isComplete()) {
      throw new IllegalStateException("the cluster's first objects are not all written");
    }
  }

  @Override
  public boolean concernsLife() {
    return false;
  }
}
