package io.navarch.nodeagent.network.node;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one node must know about the network of its cluster: its own Pod ranges, and by which
 * neighbour the Pods of every other node are reached.
 */
public record NodeNetworkPlan(List<String> podCidrs, SortedSet<Route> routes) {

  /**
   * Pods of a range are reached by a neighbour.
   *
   * @param destination a Pod range such as {@code 10.244.3.0/24}
   * @param gateway the neighbour's address on the network that the nodes share
   */
  public record Route(String destination, String gateway) implements Comparable<Route> {

    @Override
    public int compareTo(Route other) {
      int byDestination = destination.compareTo(other.destination);
      return byDestination == 0 ? gateway.compareTo(other.gateway) : byDestination;
    }

    boolean isIpv6() {
      return destination.contains(":");
    }
  }

  /** The plan of the named node, given all nodes of the cluster. */
  public static NodeNetworkPlan compute(String nodeName, Collection<Node> nodes) {
    var own =
        nodes.stream()
            .filter(node -> node.getMetadata().getName().equals(nodeName))
            .flatMap(node -> podCidrs(node).stream())
            .toList();
    var routes = new TreeSet<Route>();
    nodes.stream()
        .filter(node -> !node.getMetadata().getName().equals(nodeName))
        .forEach(node -> routes.addAll(routesTo(node)));
    return new NodeNetworkPlan(own, routes);
  }

  private static List<Route> routesTo(Node node) {
    return podCidrs(node).stream()
        .flatMap(cidr ->
            internalAddresses(node).stream()
                .filter(address -> address.contains(":") == cidr.contains(":"))
                .limit(1)
                .map(address -> new Route(cidr, address)))
        .toList();
  }

  private static List<String> podCidrs(Node node) {
    if (node.getSpec() == null) {
      return List.of();
    }
    var cidrs = node.getSpec().getPodCIDRs();
    if (cidrs != null && !cidrs.isEmpty()) {
      return List.copyOf(cidrs);
    }
    var single = node.getSpec().getPodCIDR();
    return single == null || single.isEmpty() ? List.of() : List.of(single);
  }

  private static List<String> internalAddresses(Node node) {
    if (node.getStatus() == null || node.getStatus().getAddresses() == null) {
      return List.of();
    }
    return node.getStatus().getAddresses().stream()
        .filter(address -> Objects.equals(address.getType(), "InternalIP"))
        .map(NodeAddress::getAddress)
        .toList();
  }
}
