package io.navarch.apiserver.bootstrap;

import io.navarch.apiserver.network.AdvertisedAddress;
import io.navarch.apiserver.network.NetworkProperties;
import io.navarch.apiserver.pki.ClusterPki;
import io.navarch.apiserver.pki.Pem;
import io.navarch.schema.GroupResource;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The objects that depend on where the server is and whom it trusts. */
@Component
@RequiredArgsConstructor
final class ServerObjects {

  private static final GroupResource CONFIG_MAPS = new GroupResource("", "configmaps");
  private static final GroupResource SERVICES = new GroupResource("", "services");
  private static final GroupResource ENDPOINTS = new GroupResource("", "endpoints");
  private static final GroupResource SLICES =
      new GroupResource("discovery.k8s.io", "endpointslices");
  private static final GroupResource CIDRS = new GroupResource("networking.k8s.io", "servicecidrs");

  private final ClusterWriter writer;
  private final NetworkProperties network;
  private final AdvertisedAddress address;
  private final ClusterPki pki;
  private final Clock clock;

  /** The range of services, before any service. */
  void ensureServiceRange() {
    var cidr = object("networking.k8s.io/v1", "ServiceCIDR", "", "kubernetes");
    ((ObjectNode) cidr.path("metadata"))
        .putArray("finalizers")
        .add("networking.k8s.io/service-cidr-finalizer");
    cidr.putObject("spec").putArray("cidrs").add(network.serviceRange());
    writer.ensure(CIDRS, cidr);
    writer.ensureStatus(CIDRS, cidr, (present, _) -> ready(present));
  }

  /** The service {@code kubernetes} and where it leads. */
  void ensureService(List<String> servers, int port) {
    var service = object("v1", "Service", "default", "kubernetes");
    ((ObjectNode) service.path("metadata"))
        .putObject("labels")
        .put("component", "apiserver")
        .put("provider", "kubernetes");
    var spec = service.putObject("spec");
    spec.putArray("ports")
        .addObject()
        .put("name", "https")
        .put("protocol", "TCP")
        .put("port", 443)
        .put("targetPort", port);
    var clusterIp = network.kubernetesServiceAddress();
    spec.put("clusterIP", clusterIp).putArray("clusterIPs").add(clusterIp);
    spec.put("type", "ClusterIP").put("sessionAffinity", "None");
    spec.putArray("ipFamilies").add(clusterIp.contains(":") ? "IPv6" : "IPv4");
    spec.put("ipFamilyPolicy", "SingleStack");
    writer.ensure(SERVICES, service);
    var usable = servers.stream().filter(s -> !s.startsWith("127.") && !s.equals("::1")).toList();
    if (!usable.isEmpty()) { // the API allows no loopback addresses in endpoints
      writer.ensure(ENDPOINTS, endpoints(usable, port), (p, w) -> Merges.fields(p, w, "subsets"));
      writer.ensure(
          SLICES, slice(usable, port), (p, w) -> Merges.fields(p, w, "endpoints", "ports"));
    }
  }

  /** What extension servers must know to trust whom we trust. */
  void ensureConfigMaps() {
    var trust = object("v1", "ConfigMap", "kube-system", "extension-apiserver-authentication");
    var material = pki.material();
    trust
        .putObject("data")
        .put("client-ca-file", Pem.of(material.clientAuthorities()))
        .put("requestheader-allowed-names", "[\"front-proxy-client\"]")
        .put("requestheader-client-ca-file", Pem.of(material.frontProxyAuthorities()))
        .put("requestheader-extra-headers-prefix", "[\"X-Remote-Extra-\"]")
        .put("requestheader-group-headers", "[\"X-Remote-Group\"]")
        .put("requestheader-username-headers", "[\"X-Remote-User\"]");
    writer.ensure(CONFIG_MAPS, trust, (p, w) -> Merges.fields(p, w, "data"));
    var tracking =
        object(
            "v1",
            "ConfigMap",
            "kube-system",
            "kube-apiserver-legacy-service-account-token-tracking");
    tracking
        .putObject("data")
        .put("since", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString());
    writer.ensure(CONFIG_MAPS, tracking);
  }

  /** This server's address as others see it. */
  String ownAddress() {
    return address.value();
  }

  private ObjectNode endpoints(List<String> servers, int port) {
    var endpoints = object("v1", "Endpoints", "default", "kubernetes");
    ((ObjectNode) endpoints.path("metadata"))
        .putObject("labels")
        .put("endpointslice.kubernetes.io/skip-mirror", "true");
    var subset = endpoints.putArray("subsets").addObject();
    var addresses = subset.putArray("addresses");
    servers.forEach(s -> addresses.addObject().put("ip", s));
    subset
        .putArray("ports")
        .addObject()
        .put("name", "https")
        .put("port", port)
        .put("protocol", "TCP");
    return endpoints;
  }

  private ObjectNode slice(List<String> servers, int port) {
    var slice = object("discovery.k8s.io/v1", "EndpointSlice", "default", "kubernetes");
    ((ObjectNode) slice.path("metadata"))
        .putObject("labels")
        .put("kubernetes.io/service-name", "kubernetes");
    slice.put("addressType", servers.getFirst().contains(":") ? "IPv6" : "IPv4");
    var endpoints = slice.putArray("endpoints");
    for (var server : servers) {
      var endpoint = endpoints.addObject();
      endpoint.putArray("addresses").add(server);
      endpoint.putObject("conditions").put("ready", true);
    }
    slice
        .putArray("ports")
        .addObject()
        .put("name", "https")
        .put("protocol", "TCP")
        .put("port", port);
    return slice;
  }

  private ObjectNode ready(ObjectNode present) {
    var isReady =
        present
            .path("status")
            .path("conditions")
            .valueStream()
            .anyMatch(c -> c.path("type").asString("").equals("Ready"));
    if (!isReady) {
      present
          .putObject("status")
          .putArray("conditions")
          .addObject()
          .put("type", "Ready")
          .put("status", "True")
          .put("lastTransitionTime", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
          .put("reason", "")
          .put("message", "Kubernetes Service CIDR is ready");
    }
    return present;
  }

  static ObjectNode object(String apiVersion, String kind, String namespace, String name) {
    var object = JsonMapper.shared().createObjectNode();
    object.put("apiVersion", apiVersion).put("kind", kind);
    var metadata = object.putObject("metadata").put("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return object;
  }
}
