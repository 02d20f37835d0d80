package io.navarch.controller.nodelifecycle;

import io.fabric8.kubernetes.api.model.Node;
import io.navarch.client.controller.Outcome;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.controller.Watches;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.PatchKind;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import java.time.Clock;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Brings taints in line with a node's conditions as soon as these change; it evicts nothing. */
@Component
@RequiredArgsConstructor
final class NodeTaintsReconciler implements Reconciler<Node> {

  private static final ResourceType<Node> NODES = ResourceType.of(Node.class);

  private final ApiClient api;
  private final Clock clock;

  @Override
  public String name() {
    return "node_lifecycle_controller";
  }

  @Override
  public Watches<Node> watches() {
    return Watches.of(Node.class);
  }

  @Override
  public Outcome reconcile(Node node) {
    var taints = NodeTaintsPlan.compute(node, false, clock.instant());
    if (!taints.equals(node.getSpec().getTaints())) {
      api.patch(
          NODES,
          ResourceKey.of(node),
          PatchKind.MERGE,
          Map.of(
              "metadata",
              Map.of("resourceVersion", node.getMetadata().getResourceVersion()),
              "spec",
              Map.of("taints", taints)));
    }
    return Outcome.done();
  }
}
