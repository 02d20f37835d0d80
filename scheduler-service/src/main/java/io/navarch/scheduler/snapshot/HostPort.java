package io.navarch.scheduler.snapshot;

/** A port of the node that a container asks for. */
public record HostPort(String ip, String protocol, int port) {

  private static final String ANY = "0.0.0.0";

  public HostPort {
    ip = ip.isEmpty() ? ANY : ip;
    protocol = protocol.isEmpty() ? "TCP" : protocol;
  }

  /** Whether both can't be had on one node. */
  public boolean collides(HostPort other) {
    return port == other.port
        && protocol.equals(other.protocol)
        && (ip.equals(other.ip) || ip.equals(ANY) || other.ip.equals(ANY));
  }
}
