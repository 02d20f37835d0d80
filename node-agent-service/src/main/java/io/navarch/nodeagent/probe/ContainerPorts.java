package io.navarch.nodeagent.probe;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import java.util.Optional;

/** Finds the number of a port that is given by number or name. */
final class ContainerPorts {

  private static final int LARGEST = 65_535;

  private ContainerPorts() {}

  static Optional<Integer> find(IntOrString port, Container container) {
    if (port.getIntVal() != null) {
      return valid(port.getIntVal());
    }
    var name = port.getStrVal();
    var named =
        PodSpecs.orEmpty(container.getPorts()).stream()
            .filter(p -> name.equals(p.getName()))
            .map(io.fabric8.kubernetes.api.model.ContainerPort::getContainerPort)
            .findFirst();
    return named.isPresent() ? named : parsed(name);
  }

  private static Optional<Integer> parsed(String text) {
    try {
      return valid(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> valid(int number) {
    return number > 0 && number <= LARGEST ? Optional.of(number) : Optional.empty();
  }
}
