package io.navarch.nodeagent.proxy;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Which tracked UDP flows to forget: those to a Service that are answered by nobody who may. A UDP
 * client that goes on sending would keep such a flow alive for ever.
 */
record FlowPlan(List<Flow> stale) {

  static FlowPlan compute(Collection<Flow> flows, ProxyRules rules, Set<String> nodeAddresses) {
    return new FlowPlan(
        flows.stream()
            .filter(flow -> flow.protocol() == Protocol.UDP)
            .filter(flow -> isStale(flow, rules, nodeAddresses))
            .toList());
  }

  private static boolean isStale(Flow flow, ProxyRules rules, Set<String> nodeAddresses) {
    var rule = rules.rules().get(address(flow));
    if (rule == null && nodeAddresses.contains(flow.destination())) {
      rule = rules.rules().get(nodePort(flow));
    }
    return rule != null
        && rule.delivery().targets().noneMatch(t -> t.ip().equals(flow.answeredBy()));
  }

  private static Frontend address(Flow flow) {
    return new Frontend.Address(flow.destination(), flow.protocol(), flow.destinationPort());
  }

  private static Frontend nodePort(Flow flow) {
    var family = AddressFamily.of(flow.destination());
    return new Frontend.NodePort(family, flow.protocol(), flow.destinationPort());
  }
}
