package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.navarch.nodeagent.NodeIdentity;
import io.navarch.nodeagent.lifecycle.RuntimePod;
import io.navarch.nodeagent.lifecycle.RuntimePods;
import io.navarch.nodeagent.pod.resize.Resizer;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.pod.status.PodObservation;
import io.navarch.nodeagent.pod.status.PodObservation.Ending;
import io.navarch.nodeagent.pod.status.PodStatusCalculator;
import io.navarch.nodeagent.pod.status.StatusManager;
import io.navarch.nodeagent.probe.ProbeManager;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import java.time.Clock;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Looks at a Pod in the runtime, and tells the API what was seen. */
@Component
class PodObserver {

  private final RuntimePods runtimePods;
  private final StatusManager statuses;
  private final ProbeManager probes;
  private final TerminationMessages messages;
  private final Resizer resizer;
  private final NodeIdentity node;
  private final Clock clock;
  private final String runtimeName;

  /** Where and when Pods are seen. */
  @Component
  @RequiredArgsConstructor
  static final class Surroundings {
    private final NodeIdentity node;
    private final Clock clock;
    private final ContainerRuntime runtime;
  }

  PodObserver(
      RuntimePods runtimePods,
      StatusManager statuses,
      ProbeManager probes,
      TerminationMessages messages,
      Resizer resizer,
      Surroundings surroundings) {
    this.runtimePods = runtimePods;
    this.statuses = statuses;
    this.probes = probes;
    this.messages = messages;
    this.resizer = resizer;
    this.node = surroundings.node;
    this.clock = surroundings.clock;
    this.runtimeName = surroundings.runtime.version().name();
  }

  /** The Pod as the runtime has it now. */
  RuntimePod look(Pod pod) {
    var metadata = pod.getMetadata();
    return runtimePods.read(metadata.getUid(), metadata.getNamespace(), metadata.getName());
  }

  /** Computes the Pod's status and writes it if it has changed. */
  PodStatus report(Pod pod, RuntimePod actual, PodMemory memory, Ending ending) {
    messages.update(actual, memory.messages());
    var known = memory.withLastStatus(resizer.granted(pod));
    var status =
        PodStatusCalculator.compute(
            PodObservation.builder()
                .pod(known)
                .runtime(actual)
                .probes(probes.findings(PodSpecs.uid(pod)))
                .failures(memory.failures())
                .messages(memory.messages())
                .ending(ending)
                .resources(
                    new PodObservation.Resources(
                        resizer.actuated(known), resizer.state(PodSpecs.uid(pod))))
                .node(node)
                .runtimeName(runtimeName)
                .now(clock.instant())
                .build());
    memory.remember(status);
    statuses.write(pod, status);
    return status;
  }
}
