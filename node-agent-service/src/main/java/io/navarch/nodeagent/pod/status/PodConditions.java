package io.navarch.nodeagent.pod.status;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.navarch.nodeagent.pod.resize.ResizeState;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.pod.status.PodObservation.Ending;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The conditions that the agent owns; those of others stay as they are. Pure. */
final class PodConditions {

  static final String SCHEDULED = "PodScheduled";
  static final String SANDBOX = "PodReadyToStartContainers";
  static final String INITIALIZED = "Initialized";
  static final String CONTAINERS_READY = "ContainersReady";
  static final String READY = "Ready";
  static final String RESIZE_PENDING = "PodResizePending";
  static final String RESIZE_IN_PROGRESS = "PodResizeInProgress";

  /** Conditions that go away when there is nothing to say. */
  static final List<String> PASSING = List.of(RESIZE_PENDING, RESIZE_IN_PROGRESS);

  static final Set<String> OWNED = Set.of(SCHEDULED, SANDBOX, INITIALIZED, CONTAINERS_READY, READY);

  /** Whether a claim holds, and if not, why. */
  private record Verdict(boolean holds, String reason, String message) {

    static final Verdict HOLDS = new Verdict(true, "", "");
  }

  private final Pod pod;
  private final String phase;
  private final Map<String, ContainerStatus> statuses;
  private final List<PodCondition> before;
  private Ending ending = Ending.NONE;

  PodConditions(Pod pod, String phase, List<ContainerStatus> init, List<ContainerStatus> main) {
    this.pod = pod;
    this.phase = phase;
    this.statuses =
        Stream.concat(init.stream(), main.stream())
            .collect(
                Collectors.toMap(
                    ContainerStatus::getName, s -> s, (a, _) -> a, LinkedHashMap::new));
    var status = pod.getStatus();
    this.before = status == null ? List.of() : PodSpecs.orEmpty(status.getConditions());
  }

  /** Says as well why the Pod is ended. */
  PodConditions with(Ending why) {
    ending = why;
    return this;
  }

  List<PodCondition> compute(boolean sandboxReady, ResizeState resize, Instant now) {
    var result = new ArrayList<PodCondition>();
    resize
        .pending()
        .map(p ->
            new PodConditionBuilder(
                    condition(RESIZE_PENDING, new Verdict(true, p.reason(), p.message()), now))
                .withObservedGeneration(p.generation())
                .build())
        .ifPresent(result::add);
    resize
        .progress()
        .map(p ->
            new PodConditionBuilder(
                    condition(
                        RESIZE_IN_PROGRESS,
                        new Verdict(true, p.error().isEmpty() ? "" : "Error", p.error()),
                        now))
                .withObservedGeneration(p.generation())
                .build())
        .ifPresent(result::add);
    if (ending.disruption()) {
      var verdict = new Verdict(true, "TerminationByKubelet", ending.message());
      result.add(condition("DisruptionTarget", verdict, now));
    }
    result.add(condition(SANDBOX, new Verdict(sandboxReady, "", ""), now));
    result.add(condition(INITIALIZED, initialized(), now));
    var ready = containersReady();
    result.add(condition(READY, ready.holds() ? gates() : ready, now));
    result.add(condition(CONTAINERS_READY, ready, now));
    result.add(condition(SCHEDULED, Verdict.HOLDS, now));
    return List.copyOf(result);
  }

  private Verdict initialized() {
    var unknown = new ArrayList<String>();
    var incomplete = new ArrayList<String>();
    for (var container : PodSpecs.initContainers(pod)) {
      var status = statuses.get(container.getName());
      if (status == null) {
        unknown.add(container.getName());
      } else if (!PodSpecs.isTrue(
          PodSpecs.isRestartable(container) ? status.getStarted() : status.getReady())) {
        incomplete.add(container.getName());
      }
    }
    if (phase.equals("Succeeded") && unknown.isEmpty()) {
      return new Verdict(true, "PodCompleted", "");
    }
    if (hasMainStarted() || (unknown.isEmpty() && incomplete.isEmpty())) {
      return Verdict.HOLDS;
    }
    return new Verdict(
        false, "ContainersNotInitialized", message(unknown, "incomplete", incomplete));
  }

  private boolean hasMainStarted() {
    return PodSpecs.containers(pod).stream()
        .map(c -> Optional.ofNullable(statuses.get(c.getName())))
        .flatMap(Optional::stream)
        .anyMatch(s ->
            PodSpecs.isTrue(s.getStarted())
                || s.getState().getRunning() != null
                || s.getState().getTerminated() != null
                || (s.getLastState() != null && s.getLastState().getTerminated() != null));
  }

  private Verdict containersReady() {
    var unknown = new ArrayList<String>();
    var unready = new ArrayList<String>();
    var counted =
        Stream.concat(
            PodSpecs.initContainers(pod).stream().filter(PodSpecs::isRestartable),
            PodSpecs.containers(pod).stream());
    counted.forEach(container -> {
      var status = statuses.get(container.getName());
      if (status == null) {
        unknown.add(container.getName());
      } else if (!PodSpecs.isTrue(status.getReady())) {
        unready.add(container.getName());
      }
    });
    if (phase.equals("Succeeded") && unknown.isEmpty()) {
      return new Verdict(false, "PodCompleted", "");
    }
    if (phase.equals("Failed")) {
      return new Verdict(false, "PodFailed", "");
    }
    var message = message(unknown, "unready", unready);
    return message.isEmpty() ? Verdict.HOLDS : new Verdict(false, "ContainersNotReady", message);
  }

  private static String message(List<String> unknown, String word, List<String> others) {
    var parts = new ArrayList<String>();
    if (!unknown.isEmpty()) {
      parts.add("containers with unknown status: [%s]".formatted(String.join(" ", unknown)));
    }
    if (!others.isEmpty()) {
      parts.add("containers with %s status: [%s]".formatted(word, String.join(" ", others)));
    }
    return String.join(", ", parts);
  }

  private Verdict gates() {
    var missing = new ArrayList<String>();
    for (var gate : PodSpecs.orEmpty(pod.getSpec().getReadinessGates())) {
      var type = gate.getConditionType();
      var condition = before.stream().filter(c -> c.getType().equals(type)).findFirst();
      if (condition.isEmpty()) {
        missing.add(
            "corresponding condition of pod readiness gate \"%s\" does not exist.".formatted(type));
      } else if (!condition.get().getStatus().equals("True")) {
        missing.add(
            "the status of pod readiness gate \"%s\" is not \"True\", but %s"
                .formatted(type, condition.get().getStatus()));
      }
    }
    return missing.isEmpty()
        ? Verdict.HOLDS
        : new Verdict(false, "ReadinessGatesNotReady", String.join(", ", missing));
  }

  /** A condition keeps the time of its last change. */
  private PodCondition condition(String type, Verdict verdict, Instant now) {
    var status = verdict.holds() ? "True" : "False";
    var since =
        before.stream()
            .filter(c -> c.getType().equals(type) && c.getStatus().equals(status))
            .map(PodCondition::getLastTransitionTime)
            .findFirst()
            .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
    return new PodConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason(verdict.reason().isEmpty() ? null : verdict.reason())
        .withMessage(verdict.message().isEmpty() ? null : verdict.message())
        .withLastTransitionTime(since)
        .withObservedGeneration(pod.getMetadata().getGeneration())
        .build();
  }
}
