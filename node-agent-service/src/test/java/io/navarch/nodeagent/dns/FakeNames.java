package io.navarch.nodeagent.dns;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A cluster that tests make up. */
final class FakeNames implements Names {

  private final Set<String> namespaces = new HashSet<>(Set.of("default"));
  private final List<Service> services = new ArrayList<>();
  private final List<EndpointSlice> slices = new ArrayList<>();
  boolean ready = true;

  FakeNames with(String name, String clusterIp) {
    services.add(
        new ServiceBuilder()
            .withNewMetadata()
            .withNamespace("default")
            .withName(name)
            .endMetadata()
            .withNewSpec()
            .withType("ClusterIP")
            .withClusterIP(clusterIp)
            .withClusterIPs(clusterIp)
            .addNewPort()
            .withName("http")
            .withProtocol("TCP")
            .withPort(80)
            .endPort()
            .endSpec()
            .build());
    return this;
  }

  FakeNames alias(String name, String target) {
    services.add(
        new ServiceBuilder()
            .withNewMetadata()
            .withNamespace("default")
            .withName(name)
            .endMetadata()
            .withNewSpec()
            .withType("ExternalName")
            .withExternalName(target)
            .endSpec()
            .build());
    return this;
  }

  FakeNames endpoints(String service, Endpoint... endpoints) {
    slices.add(
        new EndpointSliceBuilder()
            .withNewMetadata()
            .withNamespace("default")
            .withName(service + "-1")
            .withLabels(Map.of("kubernetes.io/service-name", service))
            .endMetadata()
            .withAddressType("IPv4")
            .withEndpoints(endpoints)
            .addNewPort()
            .withName("http")
            .withProtocol("TCP")
            .withPort(8080)
            .endPort()
            .build());
    return this;
  }

  static Endpoint endpoint(String ip, String hostname, boolean ready) {
    return new EndpointBuilder()
        .withAddresses(ip)
        .withHostname(hostname.isEmpty() ? null : hostname)
        .withNewConditions()
        .withReady(ready)
        .endConditions()
        .build();
  }

  @Override
  public boolean hasNamespace(String namespace) {
    return namespaces.contains(namespace);
  }

  @Override
  public Optional<Service> service(String namespace, String name) {
    return services.stream()
        .filter(s -> s.getMetadata().getNamespace().equals(namespace))
        .filter(s -> s.getMetadata().getName().equals(name))
        .findFirst();
  }

  @Override
  public List<EndpointSlice> slices(String namespace, String service) {
    return slices.stream()
        .filter(s -> s.getMetadata().getNamespace().equals(namespace))
        .filter(s -> s.getMetadata().getLabels().containsValue(service))
        .toList();
  }

  @Override
  public List<Service> servicesAt(String clusterIp) {
    return services.stream().filter(s -> clusterIp.equals(s.getSpec().getClusterIP())).toList();
  }

  @Override
  public List<EndpointSlice> slicesAt(String address) {
    return slices.stream()
        .filter(s -> s.getEndpoints().stream().anyMatch(e -> e.getAddresses().contains(address)))
        .toList();
  }

  @Override
  public boolean isReady() {
    return ready;
  }
}
