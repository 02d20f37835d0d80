package io.navarch.nodeagent.network.node;

import io.navarch.nodeagent.network.Command;
import io.navarch.nodeagent.network.CommandRunner;
import io.navarch.nodeagent.network.NetworkNamespace;
import io.navarch.nodeagent.network.NetworkProperties;
import io.navarch.nodeagent.network.node.NodeNetworkPlan.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/**
 * Makes a {@link NodeNetworkPlan} true in the node's namespace. What it finds there from an earlier
 * run it adopts: its routes carry a protocol number of their own, its rules stand in a table of
 * their own. Used by one thread.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public final class NodeNetwork {

  /** Marks our routes among those of others; from the range that no registry assigns. */
  static final String ROUTE_PROTOCOL = "176";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "net/ipv4/ip_forward", "1",
          "net/ipv6/conf/all/forwarding", "1",
          "net/bridge/bridge-nf-call-iptables", "1",
          "net/bridge/bridge-nf-call-ip6tables", "1");

  private final NetworkProperties properties;
  private final NetworkNamespace namespace;
  private final CommandRunner commands;

  /** Brings settings, routes and masquerade to what the plan says. */
  public void apply(NodeNetworkPlan plan) throws IOException {
    applySettings();
    applyRoutes(plan);
    applyMasquerade(plan);
    new ForwardingPermit(namespace, commands).grant(properties.bridge());
  }

  /** Removes routes, rules and the bridge. Pods that still run lose their network. */
  public void remove() throws IOException {
    applyRoutes(new NodeNetworkPlan(List.of(), new TreeSet<>()));
    nft(Masquerade.removal());
    new ForwardingPermit(namespace, commands).withdraw(properties.bridge());
    commands.run(Command.of("ip", "link", "delete", properties.bridge()).in(namespace));
  }

  /** Settings that a kernel does not have are left alone: it then lacks what they would govern. */
  private void applySettings() throws IOException {
    for (var setting : SETTINGS.entrySet()) {
      var file = Path.of("/proc/sys").resolve(setting.getKey());
      namespace.call(() -> {
        if (Files.exists(file) && !Files.readString(file).strip().equals(setting.getValue())) {
          Files.writeString(file, setting.getValue());
        }
        return file;
      });
    }
  }

  private void applyRoutes(NodeNetworkPlan plan) throws IOException {
    var present = new TreeSet<>(routes("-4"));
    present.addAll(routes("-6"));
    var batch = new StringBuilder();
    for (var route : present) {
      if (plan.routes().stream().noneMatch(r -> r.destination().equals(route.destination()))) {
        batch.append("route del %s proto %s\n".formatted(route.destination(), ROUTE_PROTOCOL));
      }
    }
    for (var route : plan.routes()) {
      if (!present.contains(route)) {
        batch.append(
            "route replace %s via %s proto %s\n"
                .formatted(route.destination(), route.gateway(), ROUTE_PROTOCOL));
        log.atInfo().addKeyValue("route", route).log("route to a neighbour's pods");
      }
    }
    if (!batch.isEmpty()) {
      var command = Command.of("ip", "-force", "-batch", "-").withInput(batch.toString());
      commands.runOrFail(command.in(namespace));
    }
  }

  /** Our routes as {@code ip} prints them: {@code 10.244.2.0/24 via 10.200.0.2 dev eth0}. */
  private List<Route> routes(String family) throws IOException {
    var command = Command.of("ip", family, "route", "show", "proto", ROUTE_PROTOCOL);
    var routes = new ArrayList<Route>();
    for (var line : commands.runOrFail(command.in(namespace)).lines().toList()) {
      var words = List.of(line.strip().split("\\s+"));
      int via = words.indexOf("via");
      routes.add(new Route(words.getFirst(), via < 0 ? "" : words.get(via + 1)));
    }
    return routes;
  }

  private void applyMasquerade(NodeNetworkPlan plan) throws IOException {
    nft(
        properties.masquerade()
            ? Masquerade.rules(plan.podCidrs(), properties.clusterCidr())
            : Masquerade.removal());
  }

  private void nft(String rules) throws IOException {
    commands.runOrFail(Command.of("nft", "-f", "-").withInput(rules).in(namespace));
  }
}
