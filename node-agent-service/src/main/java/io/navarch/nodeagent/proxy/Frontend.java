package io.navarch.nodeagent.proxy;

/** Where clients address a Service. */
public sealed interface Frontend {

  Protocol protocol();

  int port();

  /** One address: the cluster IP, an external IP or a load balancer's. */
  record Address(String ip, Protocol protocol, int port) implements Frontend {

    /** Whether the address is of the newer family. */
    public boolean isIpv6() {
      return ip.contains(":");
    }
  }

  /** The same port on every address of the node. */
  record NodePort(AddressFamily family, Protocol protocol, int port) implements Frontend {}
}
