package io.navarch.nodeagent.node;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.navarch.nodeagent.NodeAgentProperties;
import io.navarch.nodeagent.NodeCapacity;
import io.navarch.nodeagent.NodeIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Settles the node's name, addresses and capacity. */
@Configuration(proxyBeanMethods = false)
class NodeConfiguration {

  private static final int HTTPS = 443;
  private static final int MILLI = 1000;

  @Bean
  NodeIdentity nodeIdentity(NodeAgentProperties properties, KubernetesClient client) {
    var name = properties.name();
    var addresses =
        properties.addresses().isEmpty()
            ? List.of(addressTowards(client.getMasterUrl().toString()))
            : properties.addresses();
    return new NodeIdentity(name == null ? hostName() : name, addresses);
  }

  @Bean
  NodeCapacity nodeCapacity(NodeAgentProperties properties) {
    return Machine.capacity(properties);
  }

  @Bean
  Allocatable allocatable(NodeCapacity machine, NodeProperties properties) {
    return new Allocatable(
        (long) machine.cpus() * MILLI - properties.reservedCpu(),
        machine.memory() - properties.reservedMemory().toBytes());
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      throw new UncheckedIOException("the machine has no name, set node-agent.name", e);
    }
  }

  /** The address with which packets to a server leave the machine. */
  private static String addressTowards(String server) {
    var url = URI.create(server);
    int port = url.getPort() < 0 ? HTTPS : url.getPort();
    try (var socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(url.getHost(), port));
      return socket.getLocalAddress().getHostAddress();
    } catch (IOException e) {
      throw new UncheckedIOException("no route to the API server at " + server, e);
    }
  }
}
