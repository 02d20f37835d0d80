package io.navarch.nodeagent.dns;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.navarch.client.transport.ResourceKey;
import io.navarch.nodeagent.cluster.ClusterView;
import io.navarch.nodeagent.runtime.ConditionalOnRealContainers;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Reads the zone's content from the agent's informers. */
@Component
@RequiredArgsConstructor
@ConditionalOnRealContainers
final class ClusterNames implements Names {

  private final ClusterView cluster;

  @Override
  public boolean hasNamespace(String namespace) {
    return cluster.hasNamespace(namespace);
  }

  @Override
  public Optional<Service> service(String namespace, String name) {
    return cluster.services().lister().find(ResourceKey.of(namespace, name));
  }

  @Override
  public List<EndpointSlice> slices(String namespace, String service) {
    return cluster.slicesOf(ResourceKey.of(namespace, service));
  }

  @Override
  public List<Service> servicesAt(String clusterIp) {
    return cluster.servicesAt(clusterIp);
  }

  @Override
  public List<EndpointSlice> slicesAt(String address) {
    return cluster.slicesAt(address);
  }

  @Override
  public boolean isReady() {
    return cluster.hasSynced();
  }
}
