package io.navarch.controller.nodeipam;

import io.fabric8.kubernetes.api.model.Node;
import io.navarch.client.controller.Outcome;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.controller.Watches;
import io.navarch.client.event.EventRecorder;
import io.navarch.client.event.EventRecorders;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.PatchKind;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Gives each node a range of its own. One worker only: what is free is read from the nodes, among
 * which this process's own last write is always visible.
 */
@Component
final class NodeIpamReconciler implements Reconciler<Node> {

  private static final ResourceType<Node> NODES = ResourceType.of(Node.class);

  private final ApiClient api;
  private final NodeIpamProperties properties;
  private final CidrPlan plan;
  private final Lister<Node> nodes;
  private final EventRecorder events;

  NodeIpamReconciler(
      ApiClient api, Informers informers, EventRecorders recorders, NodeIpamProperties properties) {
    this.api = api;
    this.properties = properties;
    this.plan = CidrPlan.of(properties.clusterCidr(), properties.nodeMaskSize());
    this.nodes = informers.lister(Node.class);
    this.events = recorders.of("cidrAllocator");
  }

  @Override
  public String name() {
    return "node_ipam";
  }

  @Override
  public int workers() {
    return 1;
  }

  @Override
  public Watches<Node> watches() {
    return Watches.of(
        Node.class, event -> properties.enabled() && ranges(event.object()).findAny().isEmpty());
  }

  @Override
  public Outcome reconcile(Node node) {
    if (!properties.enabled() || ranges(node).findAny().isPresent()) {
      return Outcome.done();
    }
    var used = nodes.list().stream().flatMap(NodeIpamReconciler::ranges).toList();
    var free = plan.free(used);
    if (free.isEmpty()) {
      events.normal(
          node,
          "CIDRNotAvailable",
          "Node %s status is now: CIDRNotAvailable".formatted(node.getMetadata().getName()));
      return Outcome.retry();
    }
    api.patch(
        NODES,
        ResourceKey.of(node),
        PatchKind.STRATEGIC,
        Map.of("spec", Map.of("podCIDR", free.get(), "podCIDRs", List.of(free.get()))));
    return Outcome.done();
  }

  private static Stream<String> ranges(Node node) {
    var spec = node.getSpec();
    return spec == null
        ? Stream.empty()
        : Stream.concat(Stream.ofNullable(spec.getPodCIDR()), spec.getPodCIDRs().stream())
            .filter(range -> !range.isEmpty());
  }
}
