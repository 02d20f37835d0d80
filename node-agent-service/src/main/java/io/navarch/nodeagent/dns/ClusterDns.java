package io.navarch.nodeagent.dns;

import io.navarch.nodeagent.network.Command;
import io.navarch.nodeagent.network.CommandRunner;
import io.navarch.nodeagent.network.NetworkNamespace;
import io.navarch.nodeagent.network.SignalledTask;
import io.navarch.nodeagent.runtime.ConditionalOnRealContainers;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lombok.extern.slf4j.Slf4j;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The cluster's DNS on this node. The cluster DNS address is made local to the node on its loopback
 * device, so that a Pod's question ends at its own node without any translation. If the cluster has
 * a DNS Service with endpoints on that address, the proxy leads questions there before they get
 * here, which is how an add-on takes over.
 */
@Slf4j
@Component
@ConditionalOnProperty(name = "node-agent.dns.enabled", havingValue = "true", matchIfMissing = true)
@ConditionalOnRealContainers
final class ClusterDns implements SmartLifecycle {

  private static final Duration RETRY = Duration.ofSeconds(5);

  private final DnsProperties properties;
  private final NetworkNamespace namespace;
  private final CommandRunner commands;
  private final DnsResponder responder;
  private final List<DnsServer> servers = new ArrayList<>();
  private final SignalledTask task =
      new SignalledTask("dns-start", Duration.ZERO, RETRY, this::open);
  private volatile boolean running;

  ClusterDns(
      DnsProperties properties,
      NetworkNamespace namespace,
      CommandRunner commands,
      Names names,
      DnsMetrics metrics,
      Clock clock)
      throws IOException {
    this.properties = properties;
    this.namespace = namespace;
    this.commands = commands;
    var zone =
        new ClusterZone(
            Zone.of(properties.domain()), names, properties.ttl(), properties.addresses());
    var forwarder =
        new Forwarder(
            Resolvers.of(properties), properties.forwardTimeout(), properties.concurrentForwards());
    this.responder = new DnsResponder(zone, names, forwarder, metrics, clock);
  }

  @Override
  public void start() {
    running = true;
    task.start();
    task.signal();
  }

  private void open() throws IOException {
    for (var address :
        properties.addresses().subList(servers.size(), properties.addresses().size())) {
      commands.runOrFail(address("replace", address));
      servers.add(DnsServer.open(namespace, address, responder, properties));
      log.atInfo().addKeyValue("address", address).log("cluster DNS answers");
    }
  }

  private Command address(String verb, String ip) {
    var range = ip + (ip.contains(":") ? "/128" : "/32");
    return Command.of("ip", "address", verb, range, "dev", "lo").in(namespace);
  }

  @Override
  public void stop() {
    running = false;
    task.close();
    try {
      for (var server : servers) {
        server.close();
      }
      servers.clear();
      for (var address : properties.addresses()) {
        commands.run(address("delete", address));
      }
    } catch (IOException e) {
      log.atWarn().setCause(e).log("cluster DNS did not end cleanly");
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
