package io.navarch.nodeagent.proxy;

import java.util.Set;

/**
 * What the proxy must know of its own node.
 *
 * @param zone the node's topology zone, empty when it has none
 * @param addresses the node's own addresses
 */
public record NodeView(String name, String zone, Set<String> addresses) {

  public NodeView {
    addresses = Set.copyOf(addresses);
  }
}
