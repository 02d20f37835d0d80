package io.navarch.nodeagent.proxy;

import io.navarch.nodeagent.NodeIdentity;
import io.navarch.nodeagent.network.Command;
import io.navarch.nodeagent.network.CommandRunner;
import io.navarch.nodeagent.network.NetworkNamespace;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/** Makes the kernel forget UDP flows whose endpoint is gone. Owned by the proxy's thread. */
@Slf4j
@Component
@RequiredArgsConstructor
class FlowCleaner {

  private final NetworkNamespace namespace;
  private final CommandRunner commands;
  private final NodeIdentity identity;
  private Map<Frontend, Set<String>> known = Map.of();

  /** Looks at the flows only if endpoints of a UDP Service have changed since the last time. */
  void clean(ProxyRules rules) throws IOException {
    var now = udpTargets(rules);
    if (now.equals(known)) {
      return;
    }
    var plan = FlowPlan.compute(flows(), rules, nodeAddresses());
    for (var flow : plan.stale()) {
      forget(flow);
    }
    known = now;
  }

  private static Map<Frontend, Set<String>> udpTargets(ProxyRules rules) {
    var targets = new HashMap<Frontend, Set<String>>();
    rules
        .rules()
        .forEach((frontend, rule) -> {
          if (frontend.protocol() == Protocol.UDP) {
            var ips = new HashSet<String>();
            rule.delivery().targets().map(Target::ip).forEach(ips::add);
            targets.put(frontend, ips);
          }
        });
    return targets;
  }

  private Set<String> nodeAddresses() {
    var addresses = new HashSet<>(identity.addresses());
    addresses.add("127.0.0.1");
    return addresses;
  }

  private List<Flow> flows() throws IOException {
    var list = Command.of("conntrack", "-L", "-p", "udp").in(namespace);
    return commands
        .runOrFail(list)
        .lines()
        .map(Flow::parse)
        .flatMap(Optional<Flow>::stream)
        .toList();
  }

  /** A flow that has ended by itself meanwhile is no failure. */
  private void forget(Flow flow) throws IOException {
    commands.run(
        Command.of(
                "conntrack",
                "-D",
                "-p",
                flow.protocol().lowerCase(),
                "--orig-src",
                flow.source(),
                "--orig-dst",
                flow.destination(),
                "--sport",
                Integer.toString(flow.sourcePort()),
                "--dport",
                Integer.toString(flow.destinationPort()))
            .in(namespace));
    log.atDebug().addKeyValue("flow", flow).log("flow to a vanished endpoint forgotten");
  }
}
