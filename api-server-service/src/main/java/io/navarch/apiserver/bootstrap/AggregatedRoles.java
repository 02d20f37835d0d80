package io.navarch.apiserver.bootstrap;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills in the rules of ClusterRoles that are put together of others, so that a fresh cluster does
 * not have to wait for the controller that does so for good.
 */
final class AggregatedRoles {

  private AggregatedRoles() {}

  /** The roles, complete. Roles may be put together of such as are put together themselves. */
  static List<ObjectNode> fill(List<ObjectNode> roles) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (var role : roles) {
        changed |= role.hasNonNull("aggregationRule") && fill(role, roles);
      }
    }
    return roles;
  }

  private static boolean fill(ObjectNode role, List<ObjectNode> roles) {
    var rules = role.arrayNode();
    for (var selector : role.path("aggregationRule").path("clusterRoleSelectors")) {
      for (var other : roles) {
        if (!other.equals(role) && matches(other, selector.path("matchLabels"))) {
          other
              .path("rules")
              .valueStream()
              .filter(r -> rules.valueStream().noneMatch(r::equals))
              .forEach(r -> rules.add(r.deepCopy()));
        }
      }
    }
    if (role.path("rules").equals(rules)) {
      return false;
    }
    role.set("rules", rules);
    return true;
  }

  private static boolean matches(ObjectNode role, JsonNode labels) {
    var own = role.path("metadata").path("labels");
    return labels.propertyStream().allMatch(l -> own.path(l.getKey()).equals(l.getValue()));
  }
}
