package io.navarch.scheduler.plugin;

import io.fabric8.kubernetes.api.model.PodSchedulingGate;
import io.navarch.scheduler.framework.PreEnqueuePlugin;
import io.navarch.scheduler.snapshot.PodInfo;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Holds Pods back as long as they have scheduling gates (KEP-3521). */
@Component
final class SchedulingGates implements PreEnqueuePlugin {

  @Override
  public Optional<String> holdBack(PodInfo pod) {
    var gates = pod.pod().getSpec().getSchedulingGates();
    if (gates.isEmpty()) {
      return Optional.empty();
    }
    var names =
        gates.stream().map(PodSchedulingGate::getName).collect(Collectors.joining(" ", "[", "]"));
    return Optional.of("waiting for scheduling gates: " + names);
  }
}
