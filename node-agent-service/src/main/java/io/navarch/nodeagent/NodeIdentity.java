package io.navarch.nodeagent;

import java.util.List;

/**
 * The node as its rooms know it, once name and addresses are settled.
 *
 * @param addresses the first is the node's host IP
 */
public record NodeIdentity(String name, List<String> addresses) {

  public NodeIdentity {
    addresses = List.copyOf(addresses);
  }

  /** The address that Pods in the node's network have. */
  public String hostIp() {
    return addresses.getFirst();
  }
}
