package io.navarch.controller.nodelifecycle;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the conditions of a silent node should say. Pure. */
final class NodeHealthPlan {

  private static final List<String> REPORTED =
      List.of("Ready", "MemoryPressure", "DiskPressure", "PIDPressure");

  private NodeHealthPlan() {}

  static Optional<NodeCondition> ready(Node node) {
    return node.getStatus() == null
        ? Optional.empty()
        : node.getStatus().getConditions().stream()
            .filter(condition -> "Ready".equals(condition.getType()))
            .findFirst();
  }

  /** The conditions of a node that was silent for too long: nobody knows how it is. */
  static List<NodeCondition> silent(Node node, Instant now) {
    var time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    var conditions = new ArrayList<NodeCondition>();
    for (var condition : node.getStatus().getConditions()) {
      boolean known = "Unknown".equals(condition.getStatus());
      conditions.add(
          known || !REPORTED.contains(condition.getType())
              ? condition
              : new NodeConditionBuilder(condition)
                  .withStatus("Unknown")
                  .withReason("NodeStatusUnknown")
                  .withMessage("Kubelet stopped posting node status.")
                  .withLastTransitionTime(time)
                  .build());
    }
    for (var type : REPORTED) {
      if (conditions.stream().noneMatch(condition -> type.equals(condition.getType()))) {
        conditions.add(
            new NodeConditionBuilder()
                .withType(type)
                .withStatus("Unknown")
                .withReason("NodeStatusNeverUpdated")
                .withMessage("Kubelet never posted node status.")
                .withLastHeartbeatTime(node.getMetadata().getCreationTimestamp())
                .withLastTransitionTime(time)
                .build());
      }
    }
    return List.copyOf(conditions);
  }
}
