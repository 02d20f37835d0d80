package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.registry.Claim;
import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.validation.FieldErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What one write of a Service takes, and what it no longer needs. Used by one thread. */
final class ServiceClaim implements Claim {

  /** Where the ports of tries lie: beyond the range, so that nobody takes them for real. */
  private static final int TRIED_PORTS = 32769;

  private final ClaimedAddresses addresses;
  private final ClaimedPorts ports;
  private final String namespace;
  private final String name;
  private final boolean dryRun;
  private final Set<String> heldAddresses;
  private final Set<Integer> heldPorts;
  private final List<String> takenAddresses = new ArrayList<>();
  private final List<Integer> takenPorts = new ArrayList<>();
  private final ServiceShape shape;
  private int tried = TRIED_PORTS;

  ServiceClaim(
      ClaimedAddresses addresses,
      ClaimedPorts ports,
      ObjectNode object,
      Optional<ServiceShape> before,
      boolean dryRun) {
    this.addresses = addresses;
    this.ports = ports;
    this.namespace = ObjectMeta.of(object).namespace();
    this.name = ObjectMeta.of(object).name();
    this.dryRun = dryRun;
    this.shape = ServiceShape.of(object);
    this.heldAddresses = new HashSet<>(before.map(ServiceShape::heldAddresses).orElse(List.of()));
    this.heldPorts = new HashSet<>(before.map(ServiceShape::heldPorts).orElse(Set.of()));
  }

  /** Takes what the shape needs, and writes it there. */
  void take(ServiceShape wanted, FieldErrors errors) {
    takeAddress(wanted, errors);
    takePorts(wanted, errors);
    takeHealthCheckPort(wanted, errors);
  }

  private void takeAddress(ServiceShape wanted, FieldErrors errors) {
    if (!wanted.needsAddress() || wanted.isHeadless()) {
      return;
    }
    if (!wanted.heldAddresses().isEmpty()) {
      wanted.heldAddresses().forEach(address -> takeNamed(address, wanted, errors));
      return;
    }
    if (dryRun) {
      wanted.setAddress(addresses.range().at(0));
      return;
    }
    var free = addresses.takeAny(namespace, name);
    free.ifPresentOrElse(
        address -> {
          takenAddresses.add(address);
          wanted.setAddress(address);
        },
        () ->
            errors.add(
                "InternalError",
                "spec.clusterIPs",
                "failed to allocate a serviceIP: range is full"));
  }

  private void takeNamed(String address, ServiceShape wanted, FieldErrors errors) {
    if (heldAddresses.contains(address)) {
      return;
    }
    var parsed = AddressRange.address(address);
    if (parsed.isEmpty()) {
      return; // validation names what is no address
    }
    if (!addresses.range().contains(parsed.get())) {
      refuse(
          address,
          wanted,
          "the provided IP (%s) is not in the valid range. The range of valid IPs is %s"
              .formatted(address, addresses.cidr()),
          errors);
    } else if (!dryRun && !addresses.take(address, namespace, name)) {
      refuse(address, wanted, "provided IP is already allocated", errors);
    } else if (!dryRun) {
      takenAddresses.add(address);
    }
  }

  private static void refuse(String address, ServiceShape wanted, String why, FieldErrors errors) {
    errors.invalid(
        "spec.clusterIPs",
        wanted.spec().path("clusterIPs").toString(),
        "failed to allocate IP %s: %s".formatted(address, why));
  }

  private void takePorts(ServiceShape wanted, FieldErrors errors) {
    if (!wanted.mayHaveNodePorts()) {
      return;
    }
    var asks = new HashSet<String>();
    var all = wanted.ports();
    for (int i = 0; i < all.size(); i++) {
      int asked = all.get(i).path("nodePort").asInt(0);
      var field = "spec.ports[%d].nodePort".formatted(i);
      if (asked > 0 && !asks.add(asked + all.get(i).path("protocol").asString(""))) {
        errors.invalid(field, Integer.toString(asked), "provided port is already allocated");
      } else if (asked > 0) {
        takeNamed(asked, field, errors);
      } else if (wanted.needsNodePorts()) {
        all.get(i).put("nodePort", takeAny(field, errors));
      }
    }
  }

  private void takeHealthCheckPort(ServiceShape wanted, FieldErrors errors) {
    var field = "spec.healthCheckNodePort";
    if (!wanted.needsHealthCheckPort()) {
      return;
    }
    if (wanted.healthCheckPort() > 0) {
      takeNamed(wanted.healthCheckPort(), field, errors);
    } else {
      wanted.spec().put("healthCheckNodePort", takeAny(field, errors));
    }
  }

  private void takeNamed(int port, String field, FieldErrors errors) {
    if (heldPorts.contains(port) || takenPorts.contains(port)) {
      return;
    }
    if (dryRun) {
      return;
    }
    if (!ports.isInRange(port)) {
      errors.invalid(
          field,
          Integer.toString(port),
          "provided port is not in the valid range. The range of valid ports is " + ports.range());
    } else if (ports.take(port, namespace, name)) {
      takenPorts.add(port);
    } else {
      errors.invalid(field, Integer.toString(port), "provided port is already allocated");
    }
  }

  private int takeAny(String field, FieldErrors errors) {
    if (dryRun) {
      return tried++;
    }
    var port = ports.takeAny(namespace, name);
    if (port.isEmpty()) {
      errors.add("InternalError", field, "failed to allocate a nodePort: range is full");
      return 0;
    }
    takenPorts.add(port.getAsInt());
    return port.getAsInt();
  }

  /** What the object held before and holds no more is free again. */
  @Override
  public void keep() {
    heldAddresses.stream()
        .filter(address -> !shape.heldAddresses().contains(address))
        .forEach(addresses::release);
    heldPorts.stream().filter(port -> !shape.heldPorts().contains(port)).forEach(ports::release);
  }

  @Override
  public void giveBack() {
    takenAddresses.forEach(addresses::release);
    takenPorts.forEach(ports::release);
  }
}
