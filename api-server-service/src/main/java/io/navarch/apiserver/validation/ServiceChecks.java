package io.navarch.apiserver.validation;

import io.navarch.apiserver.validation.CodeChecks.CodeCheck;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the fields of a Service demand of each other. */
final class ServiceChecks {

  static final Map<String, CodeCheck> CHECKS =
      Map.of(
          "servicePorts", ServiceChecks::ports,
          "serviceType", ServiceChecks::type,
          "loadBalancer", ServiceChecks::loadBalancer,
          "trafficPolicies", ServiceChecks::trafficPolicies,
          "serviceChanges", ServiceChecks::changes,
          "serviceStatus", ServiceChecks::status);

  private static final List<String> POLICIES = List.of("Cluster", "Local");
  private static final String ONLY_BALANCED = "may only be used when `type` is 'LoadBalancer'";
  private static final String NODE_PORT = "nodePort";

  private ServiceChecks() {}

  private static void ports(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var ports = spec.path("ports");
    var type = Values.text(spec, "type");
    boolean headless = Values.text(spec, "clusterIP").equals("None");
    if (ports.isEmpty() && !headless && !type.equals("ExternalName")) {
      errors.required(spot.field("ports"));
    }
    var names = new HashSet<JsonNode>();
    Values.each(
        ports,
        spot.field("ports"),
        (port, at) -> {
          var name = port.path("name");
          if (!Values.isSet(name) && ports.size() > 1) {
            errors.required(at.field("name"));
          } else if (Values.isSet(name) && !names.add(name)) {
            errors.duplicate(at.field("name"), name);
          }
          if (Values.isSet(port.path(NODE_PORT))
              && Set.of("ClusterIP", "ExternalName").contains(type)) {
            errors.forbidden(
                at.field(NODE_PORT), "may not be used when `type` is '%s'".formatted(type));
          }
        });
    twice(ports, spot.field("ports"), errors);
  }

  private static void twice(JsonNode ports, Spot spot, FieldErrors errors) {
    var seen = new HashSet<JsonNode>();
    var nodePorts = new HashSet<JsonNode>();
    for (int i = 0; i < ports.size(); i++) {
      if (!(ports.get(i) instanceof ObjectNode port)) {
        continue;
      }
      var key = port.objectNode();
      for (var field : List.of("protocol", "port")) {
        key.set(field, port.path(field));
      }
      if (!seen.add(key)) {
        errors.duplicate(spot.index(i).toString(), goPort(port));
      }
      var held = port.objectNode();
      held.set("protocol", port.path("protocol"));
      held.set(NODE_PORT, port.path(NODE_PORT));
      if (Values.isSet(port.path(NODE_PORT)) && !nodePorts.add(held)) {
        errors.duplicate(spot.index(i).field(NODE_PORT).toString(), goPort(port, NODE_PORT));
      }
    }
  }

  private static String goPort(ObjectNode port) {
    return "{\"Name\":\"\",\"Protocol\":%s,\"AppProtocol\":null,\"Port\":%s,\"TargetPort\":0,\"NodePort\":0}"
        .formatted(port.path("protocol"), port.path("port"));
  }

  private static String goPort(ObjectNode port, String nodePort) {
    return "{\"Name\":\"\",\"Protocol\":%s,\"AppProtocol\":null,\"Port\":0,\"TargetPort\":0,\"NodePort\":%s}"
        .formatted(port.path("protocol"), port.path(nodePort));
  }

  private static void type(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var name = spec.path("externalName");
    if (!Values.text(spec, "type").equals("ExternalName") || !Values.isSet(name)) {
      return;
    }
    var lean = name.asString("").toLowerCase(Locale.ROOT);
    errors.invalid(
        spot.field("externalName"),
        name,
        Formats.check(
            "dnsSubdomain", lean.endsWith(".") ? lean.substring(0, lean.length() - 1) : lean));
  }

  private static void loadBalancer(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    boolean balanced = Values.text(spec, "type").equals("LoadBalancer");
    var ranges = spec.path("loadBalancerSourceRanges");
    var place = spot.field("LoadBalancerSourceRanges");
    if (!ranges.isEmpty() && !balanced) {
      errors.forbidden(place, ONLY_BALANCED);
    } else {
      Values.each(
          ranges,
          place,
          (range, at) -> errors.invalid(at, range, Addresses.cidr(range.asString("").strip())));
    }
    var kind = spec.path("loadBalancerClass");
    if (kind.isString() && !balanced) {
      errors.forbidden(spot.field("loadBalancerClass"), ONLY_BALANCED);
    } else if (kind.isString()) {
      errors.invalid(
          spot.field("loadBalancerClass"), kind, Formats.qualifiedName(kind.stringValue()));
    }
    var allocates = spec.has("allocateLoadBalancerNodePorts");
    if (allocates && !balanced) {
      errors.forbidden(spot.field("allocateLoadBalancerNodePorts"), ONLY_BALANCED);
    } else if (!allocates && balanced) {
      errors.required(spot.field("allocateLoadBalancerNodePorts"));
    }
  }

  private static void trafficPolicies(
      ObjectNode spec, @Nullable ObjectNode old, Spot spot, FieldErrors errors) {
    var type = Values.text(spec, "type");
    boolean external =
        Set.of("NodePort", "LoadBalancer").contains(type)
            || (type.equals("ClusterIP") && !spec.path("externalIPs").isEmpty());
    var outer = spec.path("externalTrafficPolicy");
    var place = spot.field("externalTrafficPolicy");
    if (external && !Values.isSet(outer)) {
      errors.required(place);
    } else if (external && !POLICIES.contains(outer.asString(""))) {
      errors.notSupported(place, outer, POLICIES);
    } else if (!external && Values.isSet(outer)) {
      errors.invalid(place, outer, "may only be set for externally-accessible services");
    }
    boolean checksHealth = type.equals("LoadBalancer") && outer.asString("").equals("Local");
    var health = spec.path("healthCheckNodePort");
    if (Values.isSet(health) && !checksHealth) {
      errors.invalid(
          spot.field("healthCheckNodePort"),
          health,
          "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
    }
    var inner = spec.path("internalTrafficPolicy");
    if (inner.isString() && !POLICIES.contains(inner.stringValue())) {
      errors.notSupported(spot.field("internalTrafficPolicy"), inner, POLICIES);
    }
  }

  private static void changes(
      ObjectNode service, @Nullable ObjectNode old, Spot root, FieldErrors errors) {
    if (old == null) {
      return;
    }
    var spot = root.field("spec");
    var spec = service.path("spec");
    var before = old.path("spec");
    boolean stays =
        Values.text(spec, "type").equals("LoadBalancer")
            && Values.text(before, "type").equals("LoadBalancer");
    var kind = spec.path("loadBalancerClass");
    if (stays && !kind.equals(before.path("loadBalancerClass"))) {
      errors.invalid(spot.field("loadBalancerClass"), kind, "may not change once set");
    }
    var health = spec.path("healthCheckNodePort");
    boolean checked = Values.isSet(before.path("healthCheckNodePort"));
    if (stays
        && checked
        && Values.isSet(health)
        && !health.equals(before.path("healthCheckNodePort"))) {
      errors.invalid(spot.field("healthCheckNodePort"), health, "field is immutable");
    }
  }

  private static void status(
      ObjectNode service, @Nullable ObjectNode old, Spot root, FieldErrors errors) {
    var spot = root.field("status").field("loadBalancer").field("ingress");
    var ingress = service.path("status").path("loadBalancer").path("ingress");
    if (ingress.isEmpty()) {
      return;
    }
    if (!Values.text(service.path("spec"), "type").equals("LoadBalancer")) {
      errors.forbidden(spot, "may only be used when `spec.type` is 'LoadBalancer'");
      return;
    }
    Values.each(
        ingress,
        spot,
        (entry, at) -> {
          ingressAddress(entry, at, errors);
          var mode = entry.path("ipMode");
          if (mode.isString() && !List.of("Proxy", "VIP").contains(mode.stringValue())) {
            errors.notSupported(at.field("ipMode"), mode, List.of("Proxy", "VIP"));
          } else if (mode.isString() && !Values.isSet(entry.path("ip"))) {
            errors.forbidden(at.field("ipMode"), "may not be specified when `ip` is not set");
          } else if (!mode.isString() && Values.isSet(entry.path("ip"))) {
            errors.required(at.field("ipMode"), "must be specified when `ip` is set");
          }
        });
  }

  /** Where a balancer is reached: an address or a name. */
  static void ingressAddress(JsonNode entry, Spot spot, FieldErrors errors) {
    var ip = entry.path("ip");
    if (Values.isSet(ip)) {
      errors.invalid(spot.field("ip"), ip, Addresses.ip(ip.asString("")));
    }
    var host = entry.path("hostname");
    if (Values.isSet(host)) {
      errors.invalid(
          spot.field("hostname"), host, Formats.check("dnsSubdomain", host.asString("")));
      if (Addresses.ip(host.asString("")).isEmpty()) {
        errors.invalid(spot.field("hostname"), host, "must be a DNS name, not an IP address");
      }
    }
  }
}
