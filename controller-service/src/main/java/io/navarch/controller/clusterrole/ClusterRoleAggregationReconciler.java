package io.navarch.controller.clusterrole;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.navarch.client.controller.Outcome;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.controller.Watches;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ResourceKey;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Fills the ClusterRoles that are defined as the sum of others. */
@Component
final class ClusterRoleAggregationReconciler implements Reconciler<ClusterRole> {

  private final ApiClient api;
  private final Lister<ClusterRole> roles;

  ClusterRoleAggregationReconciler(ApiClient api, Informers informers) {
    this.api = api;
    this.roles = informers.lister(ClusterRole.class);
  }

  @Override
  public String name() {
    return "ClusterRoleAggregator";
  }

  @Override
  public Watches<ClusterRole> watches() {
    return Watches.of(ClusterRole.class, _ -> false).mapping(ClusterRole.class, _ -> sums());
  }

  /** A change of any role may change any sum. */
  private Collection<ResourceKey> sums() {
    return roles.list().stream()
        .filter(role -> role.getAggregationRule() != null)
        .map(ResourceKey::of)
        .toList();
  }

  @Override
  public Outcome reconcile(ClusterRole role) {
    if (role.getAggregationRule() == null) {
      return Outcome.done();
    }
    List<PolicyRule> rules = AggregationPlan.sum(role, roles.list());
    if (!rules.equals(role.getRules())) {
      api.update(new ClusterRoleBuilder(role).withRules(rules).build());
    }
    return Outcome.done();
  }
}
