package io.navarch.scheduler.plugin;

import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.navarch.scheduler.snapshot.NodeInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When a node meets a node selector term (core/v1 {@code NodeSelectorTerm}). */
final class NodeSelection {

  private NodeSelection() {}

  /** Whether all requirements of a term are met; a term without any is met by no node. */
  static boolean matches(NodeSelectorTerm term, NodeInfo node) {
    if (term.getMatchExpressions().isEmpty() && term.getMatchFields().isEmpty()) {
      return false;
    }
    return term.getMatchExpressions().stream().allMatch(r -> matches(r, node.labels()))
        && term.getMatchFields().stream()
            .allMatch(r -> matches(r, Map.of("metadata.name", node.name())));
  }

  private static boolean matches(NodeSelectorRequirement requirement, Map<String, String> values) {
    var value = values.get(requirement.getKey());
    return switch (requirement.getOperator()) {
      case "In" -> value != null && requirement.getValues().contains(value);
      case "NotIn" -> value == null || !requirement.getValues().contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      case "Gt" -> compares(value, requirement, 1);
      case "Lt" -> compares(value, requirement, -1);
      default -> false;
    };
  }

  private static boolean compares(
      @Nullable String value, NodeSelectorRequirement requirement, int sign) {
    if (value == null || requirement.getValues().size() != 1) {
      return false;
    }
    try {
      return Integer.signum(
              Long.compare(
                  Long.parseLong(value), Long.parseLong(requirement.getValues().getFirst())))
          == sign;
    } catch (NumberFormatException _) {
      return false; // a label that is no number is neither more nor less
    }
  }
}
