package io.navarch.controller.endpointslice;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.navarch.client.transport.ResourceKey;
import io.navarch.controller.podcontrol.Owners;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How slices are named, labelled and found again. Pure. */
public final class SliceMetadata {

  /** Label with the name of a slice's service. */
  public static final String SERVICE = "kubernetes.io/service-name";

  /** Label that says who keeps a slice. */
  public static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";

  static final String HEADLESS = "service.kubernetes.io/headless";
  static final String CONTROLLER = "endpointslice-controller.k8s.io";

  private SliceMetadata() {}

  /** The service that a slice of ours belongs to. */
  static Optional<ResourceKey> service(EndpointSlice slice) {
    return service(slice, CONTROLLER);
  }

  /** The service that a slice belongs to, if the given controller keeps it. */
  public static Optional<ResourceKey> service(EndpointSlice slice, String controller) {
    var labels = orEmpty(slice.getMetadata().getLabels());
    return controller.equals(labels.get(MANAGED_BY)) && labels.containsKey(SERVICE)
        ? Optional.of(ResourceKey.of(slice.getMetadata().getNamespace(), labels.get(SERVICE)))
        : Optional.empty();
  }

  static ObjectMeta created(Service service) {
    return new ObjectMetaBuilder()
        .withNamespace(service.getMetadata().getNamespace())
        .withGenerateName(service.getMetadata().getName() + "-")
        .withLabels(labels(service))
        .withOwnerReferences(Owners.controlledBy(service))
        .build();
  }

  static ObjectMeta updated(Service service, EndpointSlice slice) {
    return new ObjectMetaBuilder(slice.getMetadata()).withLabels(labels(service)).build();
  }

  private static Map<String, String> labels(Service service) {
    Map<String, String> labels = new HashMap<>(orEmpty(service.getMetadata().getLabels()));
    labels.remove(HEADLESS);
    labels.put(SERVICE, service.getMetadata().getName());
    labels.put(MANAGED_BY, CONTROLLER);
    if ("None".equals(service.getSpec().getClusterIP())) {
      labels.put(HEADLESS, "");
    }
    return labels;
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : map;
  }
}
