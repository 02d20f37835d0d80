package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Toleration;
import io.navarch.nodeagent.node.NodePressure;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.pod.spec.QosClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Whether the node takes a Pod that was bound to it. */
@Component
@RequiredArgsConstructor
class PodAdmission {

  private static final int CRITICAL_PRIORITY = 2_000_000_000;

  private final NodePressure pressure;
  private final PodProperties properties;

  /** Why the Pod is refused, if so. */
  Optional<SyncOutcome.Failed> refuse(Pod pod) {
    return forPressure(pod).or(() -> forSysctls(pod));
  }

  private Optional<SyncOutcome.Failed> forPressure(Pod pod) {
    var conditions = new ArrayList<String>();
    if (pressure.memory()) {
      conditions.add("MemoryPressure");
    }
    if (pressure.disk()) {
      conditions.add("DiskPressure");
    }
    if (pressure.processes()) {
      conditions.add("PIDPressure");
    }
    if (conditions.isEmpty() || isCritical(pod) || bearsMemoryPressure(pod, conditions)) {
      return Optional.empty();
    }
    return Optional.of(
        new SyncOutcome.Failed(
            "Evicted", "The node had condition: %s. ".formatted(spaced(conditions))));
  }

  private static String spaced(List<String> words) {
    return "[" + String.join(" ", words) + "]";
  }

  private static boolean isCritical(Pod pod) {
    var priority = pod.getSpec().getPriority();
    return priority != null && priority >= CRITICAL_PRIORITY;
  }

  /** Who was promised memory is taken; others only if they bear the node's taint. */
  private static boolean bearsMemoryPressure(Pod pod, List<String> conditions) {
    if (!conditions.equals(List.of("MemoryPressure"))) {
      return false;
    }
    return QosClass.of(pod) != QosClass.BEST_EFFORT
        || PodSpecs.orEmpty(pod.getSpec().getTolerations()).stream()
            .anyMatch(PodAdmission::toleratesMemoryPressure);
  }

  private static boolean toleratesMemoryPressure(Toleration toleration) {
    var effect = toleration.getEffect();
    boolean anyKey = toleration.getKey() == null || toleration.getKey().isEmpty();
    return (effect == null || effect.isEmpty() || effect.equals("NoSchedule"))
        && (anyKey
            ? "Exists".equals(toleration.getOperator())
            : toleration.getKey().equals("node.kubernetes.io/memory-pressure"));
  }

  private Optional<SyncOutcome.Failed> forSysctls(Pod pod) {
    return new SysctlRules(properties.allowedUnsafeSysctls())
        .refuse(pod)
        .map(why -> new SyncOutcome.Failed("SysctlForbidden", "forbidden sysctl: " + why));
  }
}
