package io.navarch.nodeagent.proxy;

/**
 * An endpoint that may receive connections.
 *
 * @param local whether it runs on this node
 */
public record Target(String ip, int port, boolean local) implements Comparable<Target> {

  @Override
  public int compareTo(Target other) {
    int byIp = ip.compareTo(other.ip);
    return byIp == 0 ? Integer.compare(port, other.port) : byIp;
  }
}
