package io.navarch.controller.endpointslice;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import java.util.List;
import lombok.RequiredArgsConstructor;

/** Writes slices, and only those that change. */
@RequiredArgsConstructor
public final class SliceWriter {

  private static final ResourceType<EndpointSlice> SLICES = ResourceType.of(EndpointSlice.class);

  private final ApiClient api;

  /** Makes a slice, unless its namespace is on its way out. */
  public void create(
      ObjectMeta metadata, String addressType, List<EndpointPort> ports, List<Endpoint> endpoints) {
    try {
      api.create(
          new EndpointSliceBuilder()
              .withMetadata(metadata)
              .withAddressType(addressType)
              .withEndpoints(endpoints)
              .withPorts(ports.stream().map(EndpointPort::toSlice).toList())
              .build());
    } catch (ApiException e) {
      if (!e.hasCause("NamespaceTerminating")) {
        throw e;
      }
    }
  }

  /** Gives a slice other contents, if they are others. */
  public void update(EndpointSlice slice, ObjectMeta metadata, List<Endpoint> endpoints) {
    if (metadata.equals(slice.getMetadata()) && endpoints.equals(slice.getEndpoints())) {
      return;
    }
    api.update(
        new EndpointSliceBuilder(slice).withMetadata(metadata).withEndpoints(endpoints).build());
  }

  /** Removes a slice; one that is gone already is no failure. */
  public void delete(EndpointSlice slice) {
    try {
      api.delete(SLICES, ResourceKey.of(slice), new DeleteOptions());
    } catch (ApiException e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
  }
}
