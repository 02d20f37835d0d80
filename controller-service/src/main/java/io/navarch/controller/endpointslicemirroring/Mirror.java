package io.navarch.controller.endpointslicemirroring;

import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.navarch.controller.endpointslice.EndpointPort;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an Endpoints object looks like in slices. Pure.
 *
 * @param endpoints those that share a family and ports
 * @param skipped how many addresses were too many
 * @param invalid how many addresses are none
 */
record Mirror(Map<Group, List<Endpoint>> endpoints, int skipped, int invalid) {

  /** The most addresses of a subset that are shown. */
  static final int MAXIMUM = 1000;

  /** What all endpoints of a slice have in common. */
  record Group(String addressType, List<EndpointPort> ports) {}

  static Mirror of(Endpoints endpoints) {
    var collector = new Collector();
    endpoints.getSubsets().forEach(collector::add);
    Map<Group, List<Endpoint>> result = new LinkedHashMap<>();
    collector.groups.forEach((group, found) -> result.put(group, List.copyOf(found.values())));
    return new Mirror(result, collector.skipped, collector.invalid);
  }

  /** Goes through the subsets; an address that comes twice counts as it came last. */
  private static final class Collector {

    private final Map<Group, Map<String, Endpoint>> groups = new LinkedHashMap<>();
    private int skipped;
    private int invalid;

    void add(EndpointSubset subset) {
      var ports = ports(subset);
      int added = 0;
      added += add(subset.getAddresses(), ports, true, MAXIMUM);
      add(subset.getNotReadyAddresses(), ports, false, MAXIMUM - added);
    }

    private int add(
        List<EndpointAddress> addresses, List<EndpointPort> ports, boolean ready, int room) {
      int added = 0;
      for (int i = 0; i < addresses.size(); i++) {
        if (added >= room) {
          skipped += addresses.size() - i;
          break;
        }
        var address = addresses.get(i);
        var type = addressType(address.getIp());
        if (type.isEmpty()) {
          invalid++;
          continue;
        }
        groups
            .computeIfAbsent(new Group(type.get(), ports), _ -> new TreeMap<>())
            .put(address.getIp(), endpoint(address, ready));
        added++;
      }
      return added;
    }

    private static List<EndpointPort> ports(EndpointSubset subset) {
      var ports = new ArrayList<EndpointPort>();
      for (var port : subset.getPorts()) {
        ports.add(
            new EndpointPort(
                Objects.requireNonNullElse(port.getName(), ""),
                port.getPort(),
                Objects.requireNonNullElse(port.getProtocol(), "TCP"),
                port.getAppProtocol()));
      }
      return List.copyOf(ports);
    }

    private static Optional<String> addressType(String ip) {
      try {
        return Optional.of(InetAddress.ofLiteral(ip) instanceof Inet4Address ? "IPv4" : "IPv6");
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    private static Endpoint endpoint(EndpointAddress address, boolean ready) {
      return new EndpointBuilder()
          .withAddresses(address.getIp())
          .withNewConditions()
          .withReady(ready)
          .endConditions()
          .withHostname(emptyToNull(address.getHostname()))
          .withNodeName(address.getNodeName())
          .withTargetRef(address.getTargetRef())
          .build();
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
      return text == null || text.isEmpty() ? null : text;
    }
  }
}
