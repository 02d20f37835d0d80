package io.navarch.controller.clusterrole;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.navarch.controller.podcontrol.Selectors;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** The rules that an aggregated role should have. Pure. */
final class AggregationPlan {

  private AggregationPlan() {}

  /** The rules of all roles that one of its selectors picks, by name, each rule once. */
  static List<PolicyRule> sum(ClusterRole role, Collection<ClusterRole> roles) {
    var rules = new LinkedHashSet<PolicyRule>();
    for (var selector : role.getAggregationRule().getClusterRoleSelectors()) {
      var picks = Selectors.of(selector);
      roles.stream()
          .filter(other -> !isSame(role, other))
          .filter(other -> picks.test(other.getMetadata().getLabels()))
          .sorted(Comparator.comparing(other -> other.getMetadata().getName()))
          .forEach(other -> rules.addAll(other.getRules()));
    }
    return List.copyOf(rules);
  }

  private static boolean isSame(ClusterRole one, ClusterRole other) {
    return one.getMetadata().getName().equals(other.getMetadata().getName());
  }
}
