package io.navarch.nodeagent.proxy;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one Service means on one node. Pure: the same Service, slices and node always give the same
 * rules.
 */
public record ProxyPlan(List<ServiceRule> rules, Optional<HealthCheck> healthCheck) {

  private static final String PROXY_NAME_LABEL = "service.kubernetes.io/service-proxy-name";
  private static final String HEADLESS_LABEL = "service.kubernetes.io/headless";
  private static final int DEFAULT_AFFINITY_SECONDS = 10_800;

  public ProxyPlan {
    rules = List.copyOf(rules);
  }

  /** Nothing to do for this Service. */
  public static ProxyPlan nothing() {
    return new ProxyPlan(List.of(), Optional.empty());
  }

  /** The rules for a Service with these slices, as seen from the node. */
  public static ProxyPlan compute(
      Service service, Collection<EndpointSlice> slices, NodeView node) {
    if (isIgnored(service)) {
      return nothing();
    }
    var rules = new ArrayList<ServiceRule>();
    for (var port : service.getSpec().getPorts()) {
      for (var family : AddressFamily.values()) {
        rules.addAll(new PortPlan(service, port, family, slices, node).rules());
      }
    }
    return new ProxyPlan(rules, healthCheck(service, slices, node));
  }

  private static boolean isIgnored(Service service) {
    var spec = service.getSpec();
    var labels = Objects.requireNonNullElse(service.getMetadata().getLabels(), java.util.Map.of());
    return spec == null
        || Objects.equals(spec.getType(), "ExternalName")
        || clusterIps(spec).isEmpty()
        || spec.getPorts() == null
        || labels.containsKey(PROXY_NAME_LABEL)
        || labels.containsKey(HEADLESS_LABEL);
  }

  static List<String> clusterIps(ServiceSpec spec) {
    var all = spec.getClusterIPs();
    var single = spec.getClusterIP();
    var ips =
        all != null && !all.isEmpty() ? all : single == null ? List.<String>of() : List.of(single);
    return ips.stream().filter(ip -> !ip.isEmpty() && !ip.equals("None")).toList();
  }

  private static Optional<HealthCheck> healthCheck(
      Service service, Collection<EndpointSlice> slices, NodeView node) {
    var port = service.getSpec().getHealthCheckNodePort();
    if (port == null || port == 0 || !isExternalLocal(service.getSpec())) {
      return Optional.empty();
    }
    Set<String> local = new TreeSet<>();
    for (var servicePort : service.getSpec().getPorts()) {
      for (var family : AddressFamily.values()) {
        Endpoints.of(slices, servicePort, family, node).localReady().stream()
            .map(Target::ip)
            .forEach(local::add);
      }
    }
    var metadata = service.getMetadata();
    return Optional.of(
        new HealthCheck(metadata.getNamespace(), metadata.getName(), port, local.size()));
  }

  private static boolean isExternalLocal(ServiceSpec spec) {
    return Objects.equals(spec.getExternalTrafficPolicy(), "Local");
  }

  /** The rules of one port for one family of addresses. */
  private record PortPlan(
      Service service,
      ServicePort port,
      AddressFamily family,
      Collection<EndpointSlice> slices,
      NodeView node) {

    List<ServiceRule> rules() {
      var spec = service.getSpec();
      var endpoints = Endpoints.of(slices, port, family, node);
      var rules = new ArrayList<ServiceRule>();
      ofFamily(clusterIps(spec)).forEach(ip -> rules.add(rule(ip, internal(spec, endpoints))));
      var external = external(spec, endpoints);
      ofFamily(spec.getExternalIPs()).forEach(ip -> rules.add(rule(ip, external)));
      for (var ip : ofFamily(loadBalancerIps())) {
        rules.add(rule(ip, external).toBuilder().sourceRanges(sourceRanges()).build());
      }
      if (!rules.isEmpty() && port.getNodePort() != null && port.getNodePort() > 0) {
        rules.add(rule(new Frontend.NodePort(family, protocol(), port.getNodePort()), external));
      }
      return rules;
    }

    private Delivery internal(ServiceSpec spec, Endpoints endpoints) {
      if (endpoints.isEmpty()) {
        return new Delivery.Refuse();
      }
      boolean local = Objects.equals(spec.getInternalTrafficPolicy(), "Local");
      var targets = local ? endpoints.local() : endpoints.cluster();
      return targets.isEmpty() ? new Delivery.Drop() : new Delivery.Internal(targets);
    }

    private static Delivery external(ServiceSpec spec, Endpoints endpoints) {
      if (endpoints.isEmpty()) {
        return new Delivery.Refuse();
      }
      return isExternalLocal(spec)
          ? new Delivery.ExternalLocal(endpoints.local(), endpoints.cluster())
          : new Delivery.External(endpoints.cluster());
    }

    private ServiceRule rule(String ip, Delivery delivery) {
      return rule(new Frontend.Address(ip, protocol(), port.getPort()), delivery);
    }

    private ServiceRule rule(Frontend frontend, Delivery delivery) {
      var metadata = service.getMetadata();
      var portName = Objects.requireNonNullElse(port.getName(), "");
      return new ServiceRule(
          new ServicePortName(metadata.getNamespace(), metadata.getName(), portName),
          frontend,
          delivery,
          affinitySeconds(service.getSpec()),
          List.of());
    }

    private Protocol protocol() {
      return Protocol.of(port.getProtocol());
    }

    private static int affinitySeconds(ServiceSpec spec) {
      if (!Objects.equals(spec.getSessionAffinity(), "ClientIP")) {
        return 0;
      }
      var config = spec.getSessionAffinityConfig();
      return config == null
              || config.getClientIP() == null
              || config.getClientIP().getTimeoutSeconds() == null
          ? DEFAULT_AFFINITY_SECONDS
          : config.getClientIP().getTimeoutSeconds();
    }

    /** Addresses that the load balancer proxies itself must go out to it. */
    private List<String> loadBalancerIps() {
      var status = service.getStatus();
      if (status == null
          || status.getLoadBalancer() == null
          || status.getLoadBalancer().getIngress() == null) {
        return List.of();
      }
      return status.getLoadBalancer().getIngress().stream()
          .filter(ingress -> !Objects.equals(ingress.getIpMode(), "Proxy"))
          .map(LoadBalancerIngress::getIp)
          .filter(Objects::nonNull)
          .toList();
    }

    /** A range that holds the node lets the node reach the address from the address itself. */
    private List<String> sourceRanges() {
      var ranges = service.getSpec().getLoadBalancerSourceRanges();
      return ranges == null ? List.of() : ranges.stream().map(String::strip).sorted().toList();
    }

    private List<String> ofFamily(@Nullable List<String> ips) {
      return ips == null
          ? List.of()
          : ips.stream()
              .filter(ip -> !ip.isEmpty() && AddressFamily.of(ip) == family)
              .distinct()
              .toList();
    }
  }
}
