package io.navarch.nodeagent.cluster;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.navarch.client.informer.Informer;
import io.navarch.client.informer.Informers;
import io.navarch.client.transport.ResourceKey;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The informers that routes, proxy and DNS share, filed under what these ask for. Reading never
 * waits for the network.
 */
public final class ClusterView {

  private static final String BY_SERVICE = "service";
  private static final String BY_ADDRESS = "address";
  private static final String SERVICE_NAME_LABEL = "kubernetes.io/service-name";

  private final Informer<Node> nodes;
  private final Informer<Service> services;
  private final Informer<EndpointSlice> slices;
  private final Informer<Namespace> namespaces;

  /** A view by these informers; whoever made them starts them. */
  public ClusterView(Informers informers) {
    this.nodes = informers.of(Node.class);
    this.namespaces = informers.of(Namespace.class);
    this.services = informers.of(Service.class).index(BY_ADDRESS, ClusterView::clusterIps);
    this.slices =
        informers
            .of(EndpointSlice.class)
            .index(BY_SERVICE, slice -> List.of(serviceOf(slice).toString()))
            .index(BY_ADDRESS, ClusterView::addresses);
  }

  /** All nodes, and the news of them. */
  public Informer<Node> nodes() {
    return nodes;
  }

  /** All Services, and the news of them. */
  public Informer<Service> services() {
    return services;
  }

  /** All endpoints of Services, and the news of them. */
  public Informer<EndpointSlice> endpointSlices() {
    return slices;
  }

  /** Whether a namespace exists. */
  public boolean hasNamespace(String name) {
    return namespaces.lister().find(ResourceKey.of("", name)).isPresent();
  }

  /** The slices of one Service. */
  public List<EndpointSlice> slicesOf(ResourceKey service) {
    return slices.lister().byIndex(BY_SERVICE, service.toString());
  }

  /** Services that have this cluster IP. */
  public List<Service> servicesAt(String clusterIp) {
    return services.lister().byIndex(BY_ADDRESS, clusterIp);
  }

  /** Slices in which this address is an endpoint's. */
  public List<EndpointSlice> slicesAt(String address) {
    return slices.lister().byIndex(BY_ADDRESS, address);
  }

  /** Whether everything has been seen once; before, absence means nothing. */
  public boolean hasSynced() {
    return nodes.hasSynced()
        && services.hasSynced()
        && slices.hasSynced()
        && namespaces.hasSynced();
  }

  /** The Service that a slice belongs to; without a name if it belongs to none. */
  public static ResourceKey serviceOf(EndpointSlice slice) {
    var labels = slice.getMetadata().getLabels();
    var name = labels == null ? "" : labels.getOrDefault(SERVICE_NAME_LABEL, "");
    return ResourceKey.of(slice.getMetadata().getNamespace(), name);
  }

  private static Collection<String> clusterIps(Service service) {
    var spec = service.getSpec();
    if (spec == null) {
      return List.of();
    }
    return Stream.concat(stream(spec.getClusterIPs()), Stream.ofNullable(spec.getClusterIP()))
        .filter(ip -> !ip.isEmpty() && !ip.equals("None"))
        .collect(Collectors.toSet());
  }

  private static Collection<String> addresses(EndpointSlice slice) {
    return slice.getEndpoints() == null
        ? Set.of()
        : slice.getEndpoints().stream()
            .flatMap(endpoint -> stream(endpoint.getAddresses()))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
  }

  private static Stream<String> stream(@Nullable List<String> list) {
    return list == null ? Stream.empty() : list.stream();
  }
}
