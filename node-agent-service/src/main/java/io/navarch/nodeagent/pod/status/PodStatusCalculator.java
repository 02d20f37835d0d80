package io.navarch.nodeagent.pod.status;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HostIP;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.pod.spec.QosClass;
import io.navarch.nodeagent.runtime.SandboxStatus;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Computes what the API is told of a Pod. Pure. */
public final class PodStatusCalculator {

  private PodStatusCalculator() {}

  /** The status that an observation makes. */
  public static PodStatus compute(PodObservation seen) {
    var pod = seen.pod();
    var statuses = new ContainerStatuses(seen);
    boolean refused = isRefused(seen);
    var init = refused ? List.<ContainerStatus>of() : statuses.init();
    var main = refused ? List.<ContainerStatus>of() : statuses.main();
    var phase =
        phase(seen, PodPhase.of(pod, init, main, seen.ending().processesGone(), hasRunMain(seen)));
    var addresses = addresses(seen);
    var before = Optional.ofNullable(pod.getStatus());
    return new PodStatusBuilder()
        .withObservedGeneration(pod.getMetadata().getGeneration())
        .withPhase(phase)
        .withReason(
            orNull(seen.ending().reason()).or(() -> before.map(PodStatus::getReason)).orElse(null))
        .withMessage(
            orNull(seen.ending().message())
                .or(() -> before.map(PodStatus::getMessage))
                .orElse(null))
        .withStartTime(
            before
                .map(PodStatus::getStartTime)
                .orElseGet(() -> seen.now().truncatedTo(ChronoUnit.SECONDS).toString()))
        .withHostIP(seen.node().hostIp())
        .withHostIPs(seen.node().addresses().stream().map(HostIP::new).toList())
        .withPodIP(addresses.isEmpty() ? null : addresses.getFirst())
        .withPodIPs(addresses.stream().map(PodIP::new).toList())
        .withQosClass(
            before.map(PodStatus::getQosClass).orElseGet(() -> QosClass.of(pod).apiName()))
        .withInitContainerStatuses(init)
        .withContainerStatuses(main)
        .withEphemeralContainerStatuses(statuses.ephemeral())
        .withConditions(
            new PodConditions(pod, phase, init, main)
                .with(seen.ending())
                .compute(hasSandbox(seen), seen.resources().resize(), seen.now()))
        .build();
  }

  /** The node did not take the Pod: there is nothing to tell of its containers. */
  private static boolean isRefused(PodObservation seen) {
    var status = seen.pod().getStatus();
    return seen.ending().failed()
        && seen.runtime().sandboxes().isEmpty()
        && seen.runtime().containers().isEmpty()
        && (status == null || PodSpecs.orEmpty(status.getContainerStatuses()).isEmpty());
  }

  private static Optional<String> orNull(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static boolean hasRunMain(PodObservation seen) {
    return PodSpecs.containers(seen.pod()).stream()
        .anyMatch(c -> seen.runtime().newest(c.getName()).isPresent());
  }

  /** A Pod that is over stays as it ended. */
  private static String phase(PodObservation seen, String computed) {
    var status = seen.pod().getStatus();
    if (PodSpecs.isFinished(seen.pod())) {
      return status.getPhase();
    }
    return seen.ending().failed() ? "Failed" : computed;
  }

  private static boolean hasSandbox(PodObservation seen) {
    long ready = seen.runtime().sandboxes().stream().filter(SandboxStatus::ready).count();
    return ready == 1 && seen.runtime().sandbox().filter(SandboxStatus::ready).isPresent();
  }

  private static List<String> addresses(PodObservation seen) {
    var pod = seen.pod();
    if (PodSpecs.usesNodeNetwork(pod)) {
      return seen.node().addresses();
    }
    var current = seen.runtime().sandbox().map(SandboxStatus::addresses).orElse(List.of());
    return current.isEmpty() ? addressesBefore(pod) : current;
  }

  private static List<String> addressesBefore(Pod pod) {
    var status = pod.getStatus();
    return status == null
        ? List.of()
        : PodSpecs.orEmpty(status.getPodIPs()).stream().map(PodIP::getIp).toList();
  }
}
