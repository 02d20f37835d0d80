package io.navarch.controller.endpointslice;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.EndpointsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.navarch.client.controller.Outcome;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.controller.Watches;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Keeps the Endpoints object of a service, for clients that do not know slices. */
@Component
final class EndpointsReconciler implements Reconciler<Service> {

  private static final ResourceType<Endpoints> ENDPOINTS = ResourceType.of(Endpoints.class);
  private static final String MANAGED_BY = "endpoints.kubernetes.io/managed-by";

  private final ApiClient api;
  private final ServicePods servicePods;
  private final Lister<Endpoints> endpoints;

  EndpointsReconciler(ApiClient api, Informers informers) {
    this.api = api;
    this.servicePods =
        new ServicePods(informers.lister(Service.class), informers.lister(Pod.class));
    this.endpoints = informers.lister(Endpoints.class);
  }

  @Override
  public String name() {
    return "endpoint";
  }

  @Override
  public Watches<Service> watches() {
    return Watches.of(Service.class)
        .mappingEvents(Pod.class, servicePods::concerned)
        .mapping(Endpoints.class, object -> List.of(ResourceKey.of(object)));
  }

  @Override
  public Outcome gone(ResourceKey key) {
    endpoints
        .find(key)
        .filter(known -> labels(known.getMetadata().getLabels()).containsKey(MANAGED_BY))
        .ifPresent(_ -> delete(key));
    return Outcome.done();
  }

  private void delete(ResourceKey key) {
    try {
      api.delete(ENDPOINTS, key, new DeleteOptions());
    } catch (ApiException e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
  }

  @Override
  public Outcome reconcile(Service service) {
    var selector = service.getSpec().getSelector();
    if (selector == null
        || selector.isEmpty()
        || "ExternalName".equals(service.getSpec().getType())) {
      return Outcome.done();
    }
    var subsets = EndpointsPlan.subsets(service, servicePods.of(service));
    var labels = wantedLabels(service);
    var known = endpoints.find(ResourceKey.of(service));
    if (known.isEmpty()) {
      create(service, labels, subsets);
    } else if (!Objects.equals(known.get().getMetadata().getLabels(), labels)
        || !known.get().getSubsets().equals(subsets)) {
      api.update(
          new EndpointsBuilder(known.get())
              .editMetadata()
              .withLabels(labels)
              .endMetadata()
              .withSubsets(subsets)
              .build());
    }
    return Outcome.done();
  }

  private void create(Service service, Map<String, String> labels, List<EndpointSubset> subsets) {
    try {
      api.create(
          new EndpointsBuilder()
              .withNewMetadata()
              .withNamespace(service.getMetadata().getNamespace())
              .withName(service.getMetadata().getName())
              .withLabels(labels)
              .endMetadata()
              .withSubsets(subsets)
              .build());
    } catch (ApiException e) {
      if (!e.hasCause("NamespaceTerminating")) {
        throw e;
      }
    }
  }

  private static Map<String, String> wantedLabels(Service service) {
    Map<String, String> labels = labels(service.getMetadata().getLabels());
    labels.put(MANAGED_BY, "endpoint-controller");
    if ("None".equals(service.getSpec().getClusterIP())) {
      labels.put(SliceMetadata.HEADLESS, "");
    } else {
      labels.remove(SliceMetadata.HEADLESS);
    }
    return labels;
  }

  private static Map<String, String> labels(
      @org.jspecify.annotations.Nullable Map<String, String> labels) {
    return new HashMap<>(labels == null ? Map.of() : labels);
  }
}
