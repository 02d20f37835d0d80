package io.navarch.controller.endpointslice;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointHints;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointHintsBuilder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For whom an endpoint is meant first, where the service asks for short ways. Pure. */
final class TrafficHints {

  private TrafficHints() {}

  /** None without a preference, or where the endpoint's place is not known. */
  static @Nullable EndpointHints of(Service service, Pod pod, Optional<String> zone) {
    var preference = service.getSpec().getTrafficDistribution();
    var node = pod.getSpec().getNodeName();
    return switch (preference) {
      case "PreferSameZone", "PreferClose" -> zone.map(TrafficHints::zone).orElse(null);
      case "PreferSameNode" -> node == null ? null : node(node, zone);
      case null, default -> null;
    };
  }

  private static EndpointHints zone(String zone) {
    return new EndpointHintsBuilder().addNewForZone(zone).build();
  }

  /** The zone is the second choice, for nodes that have no endpoint of their own. */
  private static EndpointHints node(String node, Optional<String> zone) {
    var hints = new EndpointHintsBuilder().addNewForNode(node);
    zone.ifPresent(hints::addNewForZone);
    return hints.build();
  }
}
