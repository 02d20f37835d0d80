package io.navarch.controller.endpointslice;

import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointAddressBuilder;
import io.fabric8.kubernetes.api.model.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.EndpointSubsetBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.navarch.controller.podcontrol.PodFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The subsets of an Endpoints object, in the form that equal contents always have. Pure. */
final class EndpointsPlan {

  /** One address and whether it may be used. */
  private record Place(EndpointAddress address, boolean ready) {}

  private EndpointsPlan() {}

  static List<EndpointSubset> subsets(Service service, Collection<Pod> pods) {
    var family =
        service.getSpec().getIpFamilies().isEmpty()
            ? "IPv4"
            : service.getSpec().getIpFamilies().getFirst();
    boolean always = Boolean.TRUE.equals(service.getSpec().getPublishNotReadyAddresses());
    Map<List<Place>, List<EndpointPort>> portsByPlaces = new HashMap<>();
    Map<EndpointPort, Map<String, Place>> placesByPort = new HashMap<>();
    List<Place> portless = new ArrayList<>();
    for (var pod : pods) {
      var ip = DesiredEndpoints.address(pod, family);
      if (ip.isEmpty() || PodFacts.isTerminal(pod) || (PodFacts.isDeleting(pod) && !always)) {
        continue;
      }
      var place = new Place(address(service, pod, ip.get()), always || PodFacts.isReady(pod));
      if (service.getSpec().getPorts().isEmpty()) {
        portless.add(place);
      }
      for (var port : EndpointPort.at(service, pod)) {
        placesByPort.computeIfAbsent(port, _ -> new TreeMap<>()).put(key(place), place);
      }
    }
    placesByPort.forEach((port, places) ->
        portsByPlaces
            .computeIfAbsent(List.copyOf(places.values()), _ -> new ArrayList<>())
            .add(port));
    if (!portless.isEmpty()) {
      portless.sort(Comparator.comparing(EndpointsPlan::key));
      portsByPlaces.put(portless, List.of());
    }
    return portsByPlaces.entrySet().stream()
        .map(entry -> subset(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(EndpointSubset::toString))
        .toList();
  }

  private static String key(Place place) {
    return place.address().getIp() + " " + place.address().getTargetRef().getUid();
  }

  private static EndpointSubset subset(List<Place> places, List<EndpointPort> ports) {
    return new EndpointSubsetBuilder()
        .withAddresses(places.stream().filter(Place::ready).map(Place::address).toList())
        .withNotReadyAddresses(
            places.stream().filter(place -> !place.ready()).map(Place::address).toList())
        .withPorts(
            ports.stream()
                .sorted(
                    Comparator.comparing(EndpointPort::name)
                        .thenComparing(EndpointPort::protocol)
                        .thenComparingInt(EndpointPort::port))
                .map(port ->
                    new EndpointPortBuilder()
                        .withName(port.name().isEmpty() ? null : port.name())
                        .withPort(port.port())
                        .withProtocol(port.protocol())
                        .withAppProtocol(port.appProtocol())
                        .build())
                .toList())
        .build();
  }

  private static EndpointAddress address(Service service, Pod pod, String ip) {
    boolean named = service.getMetadata().getName().equals(pod.getSpec().getSubdomain());
    return new EndpointAddressBuilder()
        .withIp(ip)
        .withHostname(named ? pod.getSpec().getHostname() : null)
        .withNodeName(pod.getSpec().getNodeName())
        .withNewTargetRef()
        .withKind("Pod")
        .withNamespace(pod.getMetadata().getNamespace())
        .withName(pod.getMetadata().getName())
        .withUid(pod.getMetadata().getUid())
        .endTargetRef()
        .build();
  }
}
