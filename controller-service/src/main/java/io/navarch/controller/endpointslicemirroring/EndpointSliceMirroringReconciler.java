package io.navarch.controller.endpointslicemirroring;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.navarch.client.controller.Outcome;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.controller.Watches;
import io.navarch.client.event.EventRecorder;
import io.navarch.client.event.EventRecorders;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ResourceKey;
import io.navarch.controller.endpointslice.EndpointPort;
import io.navarch.controller.endpointslice.SlicePlan;
import io.navarch.controller.endpointslice.SliceWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Keeps slices for the Endpoints of services that pick no Pods. */
@Component
final class EndpointSliceMirroringReconciler implements Reconciler<Endpoints> {

  private static final String BY_ENDPOINTS = "mirrored endpoints";

  private final SliceWriter writer;
  private final EventRecorder events;
  private final Lister<Service> services;
  private final Lister<EndpointSlice> slices;

  EndpointSliceMirroringReconciler(ApiClient api, Informers informers, EventRecorders events) {
    this.writer = new SliceWriter(api);
    this.events = events.of("endpoint-slice-mirroring-controller");
    this.services = informers.lister(Service.class);
    this.slices =
        informers
            .of(EndpointSlice.class)
            .index(
                BY_ENDPOINTS,
                slice ->
                    MirrorMetadata.endpoints(slice).stream().map(ResourceKey::toString).toList())
            .lister();
  }

  @Override
  public String name() {
    return "endpoint_slice_mirroring";
  }

  @Override
  public Watches<Endpoints> watches() {
    return Watches.of(Endpoints.class)
        .mapping(Service.class, service -> List.of(ResourceKey.of(service)))
        .mapping(EndpointSlice.class, slice -> MirrorMetadata.endpoints(slice).stream().toList());
  }

  @Override
  public Outcome gone(ResourceKey key) {
    mirrored(key).forEach(writer::delete);
    return Outcome.done();
  }

  @Override
  public Outcome reconcile(Endpoints endpoints) {
    var key = ResourceKey.of(endpoints);
    if (!MirrorMetadata.isMirrored(endpoints) || !isLeftToUsers(key)) {
      return gone(key);
    }
    var mirror = Mirror.of(endpoints);
    report(endpoints, mirror);
    var existing =
        mirrored(key).stream()
            .collect(
                Collectors.groupingBy(
                    slice -> new Mirror.Group(slice.getAddressType(), EndpointPort.in(slice))));
    var groups = new LinkedHashSet<>(existing.keySet());
    groups.addAll(mirror.endpoints().keySet());
    for (var group : groups) {
      mirror(endpoints, group, existing.getOrDefault(group, List.of()), mirror);
    }
    return Outcome.done();
  }

  private void mirror(
      Endpoints endpoints, Mirror.Group group, List<EndpointSlice> existing, Mirror mirror) {
    var desired = mirror.endpoints().getOrDefault(group, List.of());
    var plan = SlicePlan.compute(existing, desired, Mirror.MAXIMUM);
    for (var slice : existing) {
      if (!plan.delete().contains(slice)) {
        var content = plan.update().getOrDefault(slice, slice.getEndpoints());
        writer.update(slice, MirrorMetadata.updated(endpoints, slice), content);
      }
    }
    for (var part : plan.create()) {
      var metadata = MirrorMetadata.created(endpoints);
      writer.create(metadata, group.addressType(), group.ports(), part);
    }
    plan.delete().forEach(writer::delete);
  }

  /** Of services that pick Pods there are slices already; without a service nobody asks. */
  private boolean isLeftToUsers(ResourceKey key) {
    return services.find(key).filter(service -> !hasSelector(service)).isPresent();
  }

  private static boolean hasSelector(Service service) {
    var selector = service.getSpec().getSelector();
    return selector != null && !selector.isEmpty();
  }

  private List<EndpointSlice> mirrored(ResourceKey key) {
    return slices.byIndex(BY_ENDPOINTS, key.toString()).stream()
        .filter(slice -> slice.getMetadata().getDeletionTimestamp() == null)
        .toList();
  }

  private void report(Endpoints endpoints, Mirror mirror) {
    if (mirror.invalid() > 0) {
      events.warning(
          endpoints,
          "InvalidIPAddress",
          "Skipped %d invalid IP addresses when mirroring to EndpointSlices"
              .formatted(mirror.invalid()));
    }
    if (mirror.skipped() > 0) {
      events.warning(
          endpoints,
          "TooManyAddressesToMirror",
          "A max of %d addresses can be mirrored to EndpointSlices per Endpoints subset. %d addresses were skipped"
              .formatted(Mirror.MAXIMUM, mirror.skipped()));
    }
  }
}
