package io.navarch.nodeagent.proxy;

import io.fabric8.kubernetes.api.model.Node;
import io.navarch.client.transport.ResourceKey;
import io.navarch.nodeagent.NodeIdentity;
import io.navarch.nodeagent.cluster.ClusterView;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads from the cluster what the proxy must know of its own node. */
final class NodeViews {

  private static final String ZONE_LABEL = "topology.kubernetes.io/zone";

  private NodeViews() {}

  static NodeView of(NodeIdentity identity, ClusterView cluster) {
    var node = own(identity, cluster);
    var addresses = new HashSet<>(identity.addresses());
    node.map(Node::getStatus)
        .map(status -> status.getAddresses())
        .ifPresent(all ->
            all.stream()
                .filter(address -> address.getType().endsWith("IP"))
                .forEach(address -> addresses.add(address.getAddress())));
    var zone =
        node.map(n -> n.getMetadata().getLabels())
            .map(labels -> Objects.requireNonNullElse(labels, Map.<String, String>of()))
            .map(labels -> labels.getOrDefault(ZONE_LABEL, ""))
            .orElse("");
    return new NodeView(identity.name(), zone, addresses);
  }

  private static Optional<Node> own(NodeIdentity identity, ClusterView cluster) {
    return cluster.nodes().lister().find(ResourceKey.of("", identity.name()));
  }
}
