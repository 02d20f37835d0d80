package io.navarch.controller.endpointslice;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.navarch.client.controller.Outcome;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.controller.Watches;
import io.navarch.client.informer.CacheEvent;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ResourceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Keeps the slices of a service true to the pods it picks. */
@Component
final class EndpointSliceReconciler implements Reconciler<Service> {

  private static final String BY_SERVICE = "service";
  private static final int MAXIMUM = 100;

  private final SliceWriter writer;
  private final ServicePods servicePods;
  private final Lister<Service> services;
  private final Lister<Node> nodes;
  private final Lister<EndpointSlice> slices;

  EndpointSliceReconciler(ApiClient api, Informers informers) {
    this.writer = new SliceWriter(api);
    this.services = informers.lister(Service.class);
    this.servicePods = new ServicePods(services, informers.lister(Pod.class));
    this.nodes = informers.lister(Node.class);
    this.slices =
        informers
            .of(EndpointSlice.class)
            .index(
                BY_SERVICE,
                slice -> SliceMetadata.service(slice).stream().map(ResourceKey::toString).toList())
            .lister();
  }

  @Override
  public String name() {
    return "endpoint_slice";
  }

  @Override
  public Watches<Service> watches() {
    return Watches.of(Service.class)
        .mappingEvents(Pod.class, servicePods::concerned)
        .mappingEvents(Node.class, this::all)
        .mapping(EndpointSlice.class, slice -> SliceMetadata.service(slice).stream().toList());
  }

  /** A node that comes, goes or moves to another zone may concern any service. */
  private Collection<ResourceKey> all(CacheEvent<Node> event) {
    if (event instanceof CacheEvent.Updated<Node>(var before, var after)
        && Objects.equals(before.getMetadata().getLabels(), after.getMetadata().getLabels())) {
      return List.of();
    }
    return services.list().stream().map(ResourceKey::of).toList();
  }

  @Override
  public Outcome reconcile(Service service) {
    var spec = service.getSpec();
    if ("ExternalName".equals(spec.getType())
        || spec.getSelector() == null
        || spec.getSelector().isEmpty()
        || service.getMetadata().getDeletionTimestamp() != null) {
      return Outcome.done();
    }
    var pods = servicePods.of(service);
    var existing =
        slices.byIndex(BY_SERVICE, ResourceKey.of(service).toString()).stream()
            .filter(slice -> slice.getMetadata().getDeletionTimestamp() == null)
            .toList();
    Set<String> families = new HashSet<>(spec.getIpFamilies());
    if (families.isEmpty()) {
      families.add("IPv4");
    }
    existing.stream()
        .filter(slice -> !families.contains(slice.getAddressType()))
        .forEach(writer::delete);
    for (var family : families) {
      var ofFamily = existing.stream().filter(s -> family.equals(s.getAddressType())).toList();
      reconcile(service, family, pods, ofFamily);
    }
    return Outcome.done();
  }

  private void reconcile(
      Service service, String family, List<Pod> pods, List<EndpointSlice> existing) {
    var desired =
        DesiredEndpoints.of(service, family, pods, name -> nodes.find(ResourceKey.of(null, name)));
    Map<List<EndpointPort>, List<EndpointSlice>> byPorts = new LinkedHashMap<>();
    existing.forEach(slice ->
        byPorts.computeIfAbsent(EndpointPort.in(slice), _ -> new ArrayList<>()).add(slice));
    if (desired.isEmpty()) {
      placeholder(service, family, existing);
      return;
    }
    desired.forEach((ports, endpoints) -> {
      var plan = SlicePlan.compute(byPorts.getOrDefault(ports, List.of()), endpoints, MAXIMUM);
      byPorts.getOrDefault(ports, List.of()).forEach(slice -> correct(service, slice, plan));
      plan.create().forEach(part -> create(service, family, ports, part));
      plan.delete().forEach(writer::delete);
    });
    byPorts.forEach((ports, left) -> {
      if (!desired.containsKey(ports)) {
        left.forEach(writer::delete);
      }
    });
  }

  /** A service without pods has one slice that says so. */
  private void placeholder(Service service, String family, List<EndpointSlice> existing) {
    var kept =
        existing.stream()
            .filter(slice -> slice.getEndpoints().isEmpty() && slice.getPorts().isEmpty())
            .findFirst();
    existing.stream()
        .filter(slice -> kept.isEmpty() || !slice.equals(kept.get()))
        .forEach(writer::delete);
    if (kept.isEmpty()) {
      create(service, family, List.of(), List.of());
    } else {
      write(service, kept.get(), List.of());
    }
  }

  private void correct(Service service, EndpointSlice slice, SlicePlan plan) {
    if (plan.delete().contains(slice)) {
      return;
    }
    write(service, slice, plan.update().getOrDefault(slice, slice.getEndpoints()));
  }

  private void write(Service service, EndpointSlice slice, List<Endpoint> endpoints) {
    writer.update(slice, SliceMetadata.updated(service, slice), endpoints);
  }

  private void create(
      Service service, String family, List<EndpointPort> ports, List<Endpoint> endpoints) {
    writer.create(SliceMetadata.created(service), family, ports, endpoints);
  }
}
