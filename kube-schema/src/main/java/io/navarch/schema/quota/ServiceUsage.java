package io.navarch.schema.quota;

import io.navarch.schema.quantity.Quantity;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What Services use. Pure. */
final class ServiceUsage {

  private static final String NODE_PORTS = "services.nodeports";
  private static final String LOAD_BALANCERS = "services.loadbalancers";
  private static final Set<String> NAMES = Set.of(NODE_PORTS, LOAD_BALANCERS);

  private ServiceUsage() {}

  static boolean isName(String name) {
    return NAMES.contains(name);
  }

  static void add(JsonNode service, Map<String, Quantity> usage) {
    var spec = service.path("spec");
    var ports = spec.path("ports");
    long nodePorts = 0;
    long loadBalancers = 0;
    switch (spec.path("type").asString("ClusterIP")) {
      case "NodePort" -> nodePorts = ports.size();
      case "LoadBalancer" -> {
        loadBalancers = 1;
        nodePorts =
            spec.path("allocateLoadBalancerNodePorts").asBoolean(true)
                ? ports.size()
                : ports.valueStream().filter(p -> p.path("nodePort").asInt(0) != 0).count();
      }
      default -> {
        // no other type uses more than its place
      }
    }
    usage.put(NODE_PORTS, Quantity.of(nodePorts));
    usage.put(LOAD_BALANCERS, Quantity.of(loadBalancers));
  }
}
