package io.navarch.nodeagent.probe;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.pod.spec.PodEvents;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Asks in the way that a probe wants, and tells users what went wrong. */
@Component
@RequiredArgsConstructor
class ProbeJudge {

  private final List<Prober> probers;
  private final PodEvents events;

  ProbeOutcome ask(ProbeTarget target) {
    return probers.stream()
        .filter(p -> p.handles(target.probe()))
        .findFirst()
        .map(p -> p.ask(target))
        .orElseGet(() -> new ProbeOutcome.Unknown("missing probe handler"));
  }

  void tell(Pod pod, Container container, ProbeKind kind, ProbeOutcome outcome) {
    switch (outcome) {
      case ProbeOutcome.Success _ -> {}
      case ProbeOutcome.Failure(var message) ->
          events.warning(
              pod, container, "Unhealthy", "%s probe failed: %s".formatted(kind.word(), message));
      case ProbeOutcome.Warning(var message) ->
          events.warning(
              pod,
              container,
              "ProbeWarning",
              "%s probe warning: %s".formatted(kind.word(), message));
      case ProbeOutcome.Unknown(var message) ->
          events.warning(
              pod,
              container,
              "Unhealthy",
              "%s probe errored and resulted in unknown state: %s".formatted(kind.word(), message));
    }
  }
}
