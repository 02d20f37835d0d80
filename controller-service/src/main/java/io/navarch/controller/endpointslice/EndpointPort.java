package io.navarch.controller.endpointslice;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A port of a service as it is at its endpoints. */
public record EndpointPort(String name, int port, String protocol, @Nullable String appProtocol) {

  /** The ports that a slice has. */
  public static List<EndpointPort> in(EndpointSlice slice) {
    return slice.getPorts().stream()
        .map(port ->
            new EndpointPort(
                Objects.requireNonNullElse(port.getName(), ""),
                port.getPort() == null ? 0 : port.getPort(),
                Objects.requireNonNullElse(port.getProtocol(), "TCP"),
                port.getAppProtocol()))
        .toList();
  }

  /** The port as slices spell it. */
  io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort toSlice() {
    return new EndpointPortBuilder()
        .withName(name)
        .withPort(port)
        .withProtocol(protocol)
        .withAppProtocol(appProtocol)
        .build();
  }

  /** The service's ports at a pod; named ports that the pod does not have are left out. */
  static List<EndpointPort> at(Service service, Pod pod) {
    var ports = new ArrayList<EndpointPort>();
    for (var port : service.getSpec().getPorts()) {
      number(port, pod).ifPresent(number -> ports.add(of(port, number)));
    }
    return List.copyOf(ports);
  }

  private static EndpointPort of(ServicePort port, int number) {
    return new EndpointPort(
        Objects.requireNonNullElse(port.getName(), ""),
        number,
        Objects.requireNonNullElse(port.getProtocol(), "TCP"),
        port.getAppProtocol());
  }

  private static Optional<Integer> number(ServicePort port, Pod pod) {
    IntOrString target = port.getTargetPort();
    if (target == null) {
      return Optional.of(port.getPort());
    }
    if (target.getIntVal() != null) {
      return Optional.of(target.getIntVal() == 0 ? port.getPort() : target.getIntVal());
    }
    return containers(pod)
        .flatMap(container -> container.getPorts().stream())
        .filter(one -> target.getStrVal().equals(one.getName()))
        .filter(one ->
            Objects.requireNonNullElse(one.getProtocol(), "TCP")
                .equals(Objects.requireNonNullElse(port.getProtocol(), "TCP")))
        .map(one -> one.getContainerPort())
        .findFirst();
  }

  private static Stream<Container> containers(Pod pod) {
    return Stream.concat(
        pod.getSpec().getContainers().stream(),
        pod.getSpec().getInitContainers().stream()
            .filter(container -> "Always".equals(container.getRestartPolicy())));
  }
}
