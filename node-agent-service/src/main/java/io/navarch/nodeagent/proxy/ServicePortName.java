package io.navarch.nodeagent.proxy;

/** Names one port of one Service; an unnamed port has an empty name. */
public record ServicePortName(String namespace, String service, String port)
    implements Comparable<ServicePortName> {

  @Override
  public int compareTo(ServicePortName other) {
    return toString().compareTo(other.toString());
  }

  /** Spelled as upstream's logs and metrics do: {@code namespace/name:port}. */
  @Override
  public String toString() {
    return namespace + "/" + service + (port.isEmpty() ? "" : ":" + port);
  }
}
