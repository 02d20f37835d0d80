package io.navarch.nodeagent.probe;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import io.navarch.nodeagent.NodeIdentity;
import io.navarch.nodeagent.lifecycle.RuntimePod;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs the probes of all Pods and knows what they have found. */
@Component
@RequiredArgsConstructor
public class ProbeManager {

  /** One Pod with the workers that ask its containers. */
  private record Probed(ProbedPod pod, Map<String, ProbeWorker> workers) {}

  private final ProbeJudge judge;
  private final NodeIdentity node;
  private final Clock clock;
  private final Map<String, Probed> probed = new ConcurrentHashMap<>();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  /** Hands the uid of each Pod of which a finding has changed to a listener. */
  public void subscribe(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** Starts the probes of a living Pod, or tells them of its present state. */
  public void follow(Pod pod, RuntimePod actual) {
    var entry =
        probed.computeIfAbsent(
            PodSpecs.uid(pod),
            _ ->
                new Probed(
                    new ProbedPod(pod, actual, node.hostIp(), this::changed),
                    new ConcurrentHashMap<>()));
    entry.pod().update(pod, actual);
    PodSpecs.allContainers(pod)
        .filter(container -> ProbeWorker.isProbed(pod, container))
        .forEach(container -> {
          begin(entry, container, ProbeKind.STARTUP, container.getStartupProbe());
          begin(entry, container, ProbeKind.LIVENESS, container.getLivenessProbe());
          begin(entry, container, ProbeKind.READINESS, container.getReadinessProbe());
        });
  }

  private void begin(Probed entry, Container container, ProbeKind kind, @Nullable Probe probe) {
    if (probe == null || entry.pod().runtime().newest(container.getName()).isEmpty()) {
      return;
    }
    entry
        .workers()
        .computeIfAbsent(
            container.getName() + "/" + kind,
            _ -> {
              var worker = new ProbeWorker(entry.pod(), container, kind, probe, judge, clock);
              worker.start();
              return worker;
            });
  }

  /** A container that has just started is asked for its readiness at once. */
  private void changed(String uid, ProbeKind kind) {
    var entry = probed.get(uid);
    if (entry != null && kind == ProbeKind.STARTUP) {
      entry.workers().values().stream().filter(w -> w.kind() != kind).forEach(ProbeWorker::hurry);
    }
    listeners.forEach(listener -> listener.accept(uid));
  }

  /** What is known of a Pod's containers. */
  public ProbeFindings findings(String uid) {
    var entry = probed.get(uid);
    return entry == null ? ProbeFindings.NONE : entry.pod().findings();
  }

  /** A Pod that ends is not asked whether it lives; whether it takes work still matters. */
  public void keepReadinessOnly(String uid) {
    var entry = probed.get(uid);
    if (entry != null) {
      entry.workers().values().stream()
          .filter(w -> w.kind() != ProbeKind.READINESS)
          .forEach(ProbeWorker::stop);
    }
  }

  /** Ends all probes of a Pod. */
  public void forget(String uid) {
    var entry = probed.remove(uid);
    if (entry != null) {
      entry.workers().values().forEach(ProbeWorker::stop);
    }
  }
}
