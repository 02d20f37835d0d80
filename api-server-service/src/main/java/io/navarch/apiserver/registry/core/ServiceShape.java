package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.validation.FieldErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a Service's {@code spec} needs of addresses and ports. Pure. */
record ServiceShape(ObjectNode spec) {

  private static final String HEADLESS = "None";

  static ServiceShape of(ObjectNode service) {
    return new ServiceShape(Pods.member(service, "spec"));
  }

  String type() {
    return spec.path("type").asString("ClusterIP");
  }

  boolean needsAddress() {
    return Set.of("ClusterIP", "NodePort", "LoadBalancer").contains(type());
  }

  boolean isHeadless() {
    return needsAddress() && clusterIp().equals(HEADLESS);
  }

  String clusterIp() {
    return spec.path("clusterIP").asString("");
  }

  List<String> clusterIps() {
    return spec.path("clusterIPs").valueStream().map(ip -> ip.asString("")).toList();
  }

  /** The addresses that it holds. */
  List<String> heldAddresses() {
    return needsAddress()
        ? clusterIps().stream().filter(ip -> !ip.isEmpty() && !ip.equals(HEADLESS)).toList()
        : List.of();
  }

  boolean needsNodePorts() {
    return type().equals("NodePort")
        || (type().equals("LoadBalancer")
            && spec.path("allocateLoadBalancerNodePorts").asBoolean(true));
  }

  boolean mayHaveNodePorts() {
    return type().equals("NodePort") || type().equals("LoadBalancer");
  }

  boolean needsHealthCheckPort() {
    return type().equals("LoadBalancer")
        && spec.path("externalTrafficPolicy").asString("").equals("Local");
  }

  int healthCheckPort() {
    return spec.path("healthCheckNodePort").asInt(0);
  }

  List<ObjectNode> ports() {
    return spec.path("ports")
        .valueStream()
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .toList();
  }

  /** The node ports that it holds, the one for health checks included. */
  Set<Integer> heldPorts() {
    var held = new TreeSet<Integer>();
    if (mayHaveNodePorts()) {
      ports().stream().map(p -> p.path("nodePort").asInt(0)).filter(p -> p > 0).forEach(held::add);
    }
    if (needsHealthCheckPort() && healthCheckPort() > 0) {
      held.add(healthCheckPort());
    }
    return held;
  }

  void setAddress(String address) {
    spec.put("clusterIP", address);
    spec.putArray("clusterIPs").add(address);
  }

  /** Takes away what only the old type had, unless the caller has changed it. */
  void dropLeftovers(ServiceShape old) {
    if (old.needsAddress() && !needsAddress()) {
      dropSame(old, "clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy");
    }
    if (old.type().equals("ExternalName") && !type().equals("ExternalName")) {
      dropSame(old, "externalName");
    }
    if (old.needsNodePorts() && !needsNodePorts() && sameNodePorts(old)) {
      ports().forEach(port -> port.remove("nodePort"));
    }
    if (old.needsHealthCheckPort() && !needsHealthCheckPort()) {
      dropSame(old, "healthCheckNodePort");
    }
    if (old.type().equals("LoadBalancer") && !type().equals("LoadBalancer")) {
      dropSame(old, "allocateLoadBalancerNodePorts", "loadBalancerClass");
    }
    if (old.isReachedFromOutside() && !isReachedFromOutside()) {
      dropSame(old, "externalTrafficPolicy");
    }
  }

  private void dropSame(ServiceShape old, String... fields) {
    for (var field : fields) {
      if (spec.path(field).equals(old.spec.path(field))) {
        spec.remove(field);
      }
    }
  }

  private boolean sameNodePorts(ServiceShape old) {
    var mine = ports().stream().map(port -> port.path("nodePort").asInt(0)).toList();
    var theirs = old.ports().stream().map(port -> port.path("nodePort").asInt(0)).toList();
    return new HashSet<>(theirs).containsAll(mine);
  }

  private boolean isReachedFromOutside() {
    return mayHaveNodePorts()
        || (type().equals("ClusterIP") && !spec.path("externalIPs").isEmpty());
  }

  /** A cluster has one family. */
  void checkFamilies(String family, FieldErrors errors) {
    boolean open = isHeadless() && spec.path("selector").isEmpty();
    if (!needsAddress() || open) {
      return;
    }
    var families = spec.path("ipFamilies");
    for (int i = 0; i < families.size(); i++) {
      var wanted = families.get(i).asString("");
      if (Set.of("IPv4", "IPv6").contains(wanted) && !wanted.equals(family)) {
        errors.invalid(
            "spec.ipFamilies[%d]".formatted(i),
            families.get(i).toString(),
            "not configured on this cluster");
      }
    }
    var policy = spec.path("ipFamilyPolicy");
    if (policy.asString("").equals("RequireDualStack")) {
      errors.invalid(
          "spec.ipFamilyPolicy",
          policy.toString(),
          "this cluster is not configured for dual-stack services");
    }
  }

  /** Takes over from an older state what the newer one leaves open. */
  void inherit(ServiceShape old) {
    if (needsAddress() && old.needsAddress()) {
      if (clusterIp().isEmpty() && clusterIps().isEmpty()) {
        Pods.carry("clusterIP", spec, old.spec);
        Pods.carry("clusterIPs", spec, old.spec);
      }
    }
    if (needsNodePorts() && old.mayHaveNodePorts()) {
      ports().forEach(port -> inheritPort(port, old));
    }
    if (needsHealthCheckPort() && old.needsHealthCheckPort() && healthCheckPort() == 0) {
      Pods.carry("healthCheckNodePort", spec, old.spec);
    }
  }

  private static void inheritPort(ObjectNode port, ServiceShape old) {
    if (port.path("nodePort").asInt(0) > 0) {
      return;
    }
    old.ports().stream()
        .filter(known ->
            sameText(known, port, "protocol") && known.path("port").equals(port.path("port")))
        .map(known -> known.path("nodePort"))
        .filter(JsonNode::isNumber)
        .findFirst()
        .ifPresent(number -> port.set("nodePort", number));
  }

  private static boolean sameText(ObjectNode a, ObjectNode b, String field) {
    return a.path(field).asString("TCP").equals(b.path(field).asString("TCP"));
  }

  /** One of the two spellings of the address may be missing. */
  void alignAddresses() {
    if (!clusterIp().isEmpty() && clusterIps().isEmpty()) {
      spec.putArray("clusterIPs").add(clusterIp());
    } else if (clusterIp().isEmpty() && !clusterIps().isEmpty()) {
      spec.put("clusterIP", clusterIps().getFirst());
    }
  }

  /** Families and policy, in a cluster of one family. */
  void fillFamilies(String family) {
    if (!needsAddress()) {
      return;
    }
    boolean open = isHeadless() && spec.path("selector").isEmpty();
    if (!spec.path("ipFamilyPolicy").isString()) {
      spec.put("ipFamilyPolicy", open ? "RequireDualStack" : "SingleStack");
    }
    if (spec.path("ipFamilies").isEmpty()) {
      var families = spec.putArray("ipFamilies").add(family);
      if (open && !spec.path("ipFamilyPolicy").asString("").equals("SingleStack")) {
        families.add(family.equals("IPv4") ? "IPv6" : "IPv4");
      }
    }
  }
}
