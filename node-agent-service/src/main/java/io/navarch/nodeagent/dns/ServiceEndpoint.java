package io.navarch.nodeagent.dns;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * One endpoint of a Service as DNS shows it.
 *
 * @param hostname the label under which it is found: its own, or its address with dashes
 * @param named whether the hostname is its own
 */
record ServiceEndpoint(String hostname, boolean named, String address, List<Port> ports) {

  /** A port of an endpoint; the name may be empty. */
  record Port(String name, String protocol, int number) {}

  ServiceEndpoint {
    ports = List.copyOf(ports);
  }

  /** The endpoints that may be shown: ready ones, which includes those published before. */
  static List<ServiceEndpoint> of(Collection<EndpointSlice> slices) {
    var endpoints = new ArrayList<ServiceEndpoint>();
    for (var slice : slices) {
      if (slice.getEndpoints() == null || Objects.equals(slice.getAddressType(), "FQDN")) {
        continue;
      }
      var ports = ports(slice);
      for (var endpoint : slice.getEndpoints()) {
        var conditions = endpoint.getConditions();
        if (conditions != null && Objects.equals(conditions.getReady(), false)) {
          continue;
        }
        var hostname = Objects.requireNonNullElse(endpoint.getHostname(), "");
        for (var address : endpoint.getAddresses()) {
          endpoints.add(
              hostname.isEmpty()
                  ? new ServiceEndpoint(dashed(address), false, address, ports)
                  : new ServiceEndpoint(hostname, true, address, ports));
        }
      }
    }
    return endpoints;
  }

  private static List<Port> ports(EndpointSlice slice) {
    return slice.getPorts() == null
        ? List.of()
        : slice.getPorts().stream()
            .filter(port -> port.getPort() != null)
            .map(ServiceEndpoint::port)
            .toList();
  }

  private static Port port(EndpointPort port) {
    return new Port(
        Objects.requireNonNullElse(port.getName(), ""),
        Objects.requireNonNullElse(port.getProtocol(), "TCP"),
        port.getPort());
  }

  private static String dashed(String address) {
    return address.replace('.', '-').replace(':', '-');
  }
}
