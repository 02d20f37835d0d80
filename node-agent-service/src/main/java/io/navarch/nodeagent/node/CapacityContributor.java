package io.navarch.nodeagent.node;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeStatusFluent;
import io.fabric8.kubernetes.api.model.Quantity;
import io.navarch.nodeagent.NodeAgentProperties;
import io.navarch.nodeagent.NodeCapacity;
import java.util.LinkedHashMap;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** What the machine has, and how much of it Pods may have. */
@Component
@RequiredArgsConstructor
class CapacityContributor implements NodeStatusContributor {

  private static final long KIB = 1024;
  private static final int MILLI = 1000;
  private static final int EPHEMERAL_SHARE = 10;

  private final NodeCapacity machine;
  private final NodeAgentProperties properties;
  private final Allocatable allocatable;

  @Override
  public void contribute(Node present, NodeStatusFluent<?> status) {
    status.withCapacity(capacity());
    status.withAllocatable(allocatable());
  }

  private Map<String, Quantity> capacity() {
    var result = new LinkedHashMap<String, Quantity>();
    result.put("cpu", new Quantity(Integer.toString(machine.cpus())));
    result.put("ephemeral-storage", kib(machine.ephemeralStorage()));
    result.put("hugepages-1Gi", new Quantity("0"));
    result.put("hugepages-2Mi", new Quantity("0"));
    result.put("memory", kib(machine.memory()));
    result.put("pods", new Quantity(Integer.toString(properties.maxPods())));
    return result;
  }

  private Map<String, Quantity> allocatable() {
    var result = new LinkedHashMap<>(capacity());
    long milli = allocatable.milliCpu();
    result.put(
        "cpu", new Quantity(milli % MILLI == 0 ? Long.toString(milli / MILLI) : milli + "m"));
    result.put(
        "ephemeral-storage",
        new Quantity(
            Long.toString(
                machine.ephemeralStorage() - machine.ephemeralStorage() / EPHEMERAL_SHARE)));
    result.put("memory", kib(allocatable.memory()));
    return result;
  }

  private static Quantity kib(long bytes) {
    return new Quantity(bytes / KIB + "Ki");
  }
}
