package io.navarch.nodeagent.probe;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.lifecycle.RuntimePod;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.runtime.ContainerId;
import io.navarch.nodeagent.runtime.ContainerStatus;
import io.navarch.nodeagent.runtime.SandboxStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** What the probes of one Pod share: the Pod as it is, and what they have found. */
final class ProbedPod {

  private final Map<ContainerId, Boolean> alive = new ConcurrentHashMap<>();
  private final Map<ContainerId, Boolean> ready = new ConcurrentHashMap<>();
  private final Map<ContainerId, Boolean> started = new ConcurrentHashMap<>();
  private final String hostIp;
  private final BiConsumer<String, ProbeKind> onChange;
  private volatile Pod pod;
  private volatile RuntimePod runtime;

  ProbedPod(Pod pod, RuntimePod runtime, String hostIp, BiConsumer<String, ProbeKind> onChange) {
    this.pod = pod;
    this.runtime = runtime;
    this.hostIp = hostIp;
    this.onChange = onChange;
  }

  void update(Pod newerPod, RuntimePod newerRuntime) {
    pod = newerPod;
    runtime = newerRuntime;
    Set<ContainerId> present =
        newerRuntime.containers().stream().map(ContainerStatus::id).collect(Collectors.toSet());
    List.of(alive, ready, started).forEach(found -> found.keySet().retainAll(present));
  }

  Pod pod() {
    return pod;
  }

  RuntimePod runtime() {
    return runtime;
  }

  String address() {
    if (PodSpecs.usesNodeNetwork(pod)) {
      return hostIp;
    }
    return runtime.sandbox().map(SandboxStatus::addresses).stream()
        .flatMap(List::stream)
        .findFirst()
        .orElse("");
  }

  void set(ProbeKind kind, ContainerId container, boolean good) {
    var before = found(kind).put(container, good);
    if (before == null || before != good) {
      onChange.accept(PodSpecs.uid(pod), kind);
    }
  }

  ProbeFindings findings() {
    return new ProbeFindings(alive, ready, started);
  }

  private Map<ContainerId, Boolean> found(ProbeKind kind) {
    return switch (kind) {
      case LIVENESS -> alive;
      case READINESS -> ready;
      case STARTUP -> started;
    };
  }
}
