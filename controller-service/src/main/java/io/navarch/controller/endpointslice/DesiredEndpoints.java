package io.navarch.controller.endpointslice;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.navarch.controller.podcontrol.PodFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The endpoints that a service should have in one family of addresses. Pure. */
final class DesiredEndpoints {

  private DesiredEndpoints() {}

  /** Endpoints by the ports they share. */
  static Map<List<EndpointPort>, List<Endpoint>> of(
      Service service,
      String addressType,
      Collection<Pod> pods,
      Function<String, Optional<Node>> nodes) {
    boolean always = Boolean.TRUE.equals(service.getSpec().getPublishNotReadyAddresses());
    Map<List<EndpointPort>, List<Endpoint>> desired = new LinkedHashMap<>();
    for (var pod : pods) {
      var address = address(pod, addressType);
      if (PodFacts.isTerminal(pod) || address.isEmpty()) {
        continue;
      }
      var nodeName = pod.getSpec().getNodeName();
      var node = nodeName == null ? Optional.<Node>empty() : nodes.apply(nodeName);
      if (nodeName != null && node.isEmpty() && !always) {
        continue;
      }
      desired
          .computeIfAbsent(EndpointPort.at(service, pod), _ -> new ArrayList<>())
          .add(endpoint(service, pod, address.get(), node));
    }
    return desired;
  }

  private static Endpoint endpoint(Service service, Pod pod, String address, Optional<Node> node) {
    boolean always = Boolean.TRUE.equals(service.getSpec().getPublishNotReadyAddresses());
    boolean serving = PodFacts.isReady(pod);
    boolean terminating = PodFacts.isDeleting(pod);
    boolean ready = always || (serving && !terminating);
    return new EndpointBuilder()
        .withAddresses(address)
        .withNewConditions()
        .withReady(ready)
        .withServing(serving)
        .withTerminating(terminating)
        .endConditions()
        .withHostname(hostname(service, pod))
        .withNodeName(pod.getSpec().getNodeName())
        .withZone(node.map(DesiredEndpoints::zone).orElse(null))
        .withHints(ready ? TrafficHints.of(service, pod, node.map(DesiredEndpoints::zone)) : null)
        .withTargetRef(
            new ObjectReferenceBuilder()
                .withKind("Pod")
                .withNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .withUid(pod.getMetadata().getUid())
                .build())
        .build();
  }

  private static @Nullable String hostname(Service service, Pod pod) {
    return service.getMetadata().getName().equals(pod.getSpec().getSubdomain())
        ? pod.getSpec().getHostname()
        : null;
  }

  private static @Nullable String zone(Node node) {
    var labels = node.getMetadata().getLabels();
    return labels == null ? null : labels.get("topology.kubernetes.io/zone");
  }

  /** The pod's first address of a family. */
  static Optional<String> address(Pod pod, String addressType) {
    if (pod.getStatus() == null) {
      return Optional.empty();
    }
    return Stream.concat(
            pod.getStatus().getPodIPs().stream().map(PodIP::getIp),
            Stream.ofNullable(pod.getStatus().getPodIP()))
        .filter(ip -> !ip.isEmpty() && (ip.indexOf(':') >= 0) == addressType.equals("IPv6"))
        .findFirst();
  }
}
