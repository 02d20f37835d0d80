package io.navarch.nodeagent.node;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.NodeStatusFluent;
import io.navarch.nodeagent.lifecycle.PodLifecycle;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.RuntimeStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Whether the node can run Pods, and what it is short of. */
@Component
@RequiredArgsConstructor
class ConditionContributor implements NodeStatusContributor {

  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(3);

  /** A condition's value with its words. */
  private record Verdict(String type, boolean holds, String reason, String message) {}

  private final ContainerRuntime runtime;
  private final PodLifecycle lifecycle;
  private final NodePressure pressure;
  private final Clock clock;

  @Override
  public void contribute(Node present, NodeStatusFluent<?> status) {
    var verdicts =
        List.of(
            pressure(
                "MemoryPressure",
                pressure.memory(),
                "KubeletHasSufficientMemory",
                "KubeletHasInsufficientMemory",
                "kubelet has sufficient memory available",
                "kubelet has insufficient memory available"),
            pressure(
                "DiskPressure",
                pressure.disk(),
                "KubeletHasNoDiskPressure",
                "KubeletHasDiskPressure",
                "kubelet has no disk pressure",
                "kubelet has disk pressure"),
            pressure(
                "PIDPressure",
                pressure.processes(),
                "KubeletHasSufficientPID",
                "KubeletHasInsufficientPID",
                "kubelet has sufficient PID available",
                "kubelet has insufficient PID available"),
            ready());
    var before = before(present);
    var result = new ArrayList<NodeCondition>();
    verdicts.forEach(v -> result.add(condition(v, before)));
    status.withConditions(result);
  }

  private static Verdict pressure(
      String type, boolean holds, String good, String bad, String goodWords, String badWords) {
    return new Verdict(type, holds, holds ? bad : good, holds ? badWords : goodWords);
  }

  private Verdict ready() {
    var problems = new ArrayList<String>();
    var state = runtime.status();
    state.conditions().stream()
        .filter(c -> !c.holds() && isRequired(c.type()))
        .forEach(c -> problems.add(words(c)));
    if (lifecycle.sinceLastRelist().compareTo(LONGEST_SILENCE) > 0) {
      problems.add(
          "PLEG is not healthy: pleg was last seen active %s ago"
              .formatted(
                  io.navarch.nodeagent.backoff.DurationText.of(lifecycle.sinceLastRelist())));
    }
    return problems.isEmpty()
        ? new Verdict("Ready", true, "KubeletReady", "kubelet is posting ready status")
        : new Verdict("Ready", false, "KubeletNotReady", String.join(", ", problems));
  }

  private static boolean isRequired(String type) {
    return type.equals(RuntimeStatus.RUNTIME_READY) || type.equals(RuntimeStatus.NETWORK_READY);
  }

  private static String words(RuntimeStatus.Condition condition) {
    var what =
        condition.type().equals(RuntimeStatus.NETWORK_READY)
            ? "container runtime network not ready"
            : "container runtime not ready";
    return "%s: %s=false reason:%s message:%s"
        .formatted(what, condition.type(), condition.reason(), condition.message());
  }

  private static List<NodeCondition> before(Node present) {
    return Optional.ofNullable(present.getStatus())
        .map(io.fabric8.kubernetes.api.model.NodeStatus::getConditions)
        .orElse(List.of());
  }

  private NodeCondition condition(Verdict verdict, List<NodeCondition> before) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    var status = verdict.holds() ? "True" : "False";
    var since =
        before.stream()
            .filter(c -> c.getType().equals(verdict.type()) && c.getStatus().equals(status))
            .map(NodeCondition::getLastTransitionTime)
            .findFirst()
            .orElse(now);
    return new NodeConditionBuilder()
        .withType(verdict.type())
        .withStatus(status)
        .withReason(verdict.reason())
        .withMessage(verdict.message())
        .withLastHeartbeatTime(now)
        .withLastTransitionTime(since)
        .build();
  }
}
