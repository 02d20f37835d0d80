package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.navarch.nodeagent.lifecycle.ContainerLabels;
import io.navarch.nodeagent.lifecycle.RuntimePod;
import io.navarch.nodeagent.runtime.ContainerId;
import io.navarch.nodeagent.runtime.ContainerState;
import io.navarch.nodeagent.runtime.ContainerStatus;
import io.navarch.nodeagent.runtime.SandboxId;
import io.navarch.nodeagent.runtime.SandboxStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pods, and what a runtime has of them, for tests. */
public final class Pods {

  public static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private Pods() {}

  /** A Pod with one container {@code c}. */
  public static PodBuilder aPod() {
    return new PodBuilder()
        .withNewMetadata()
        .withName("p")
        .withNamespace("ns")
        .withUid("u1")
        .withGeneration(1L)
        .endMetadata()
        .withNewSpec()
        .withContainers(aContainer("c"))
        .endSpec();
  }

  /** A Pod with that restart policy. */
  public static Pod aPodRestarting(String policy, Container... containers) {
    return aPod().editSpec().withRestartPolicy(policy).withContainers(containers).endSpec().build();
  }

  /** A container that runs {@code busybox}. */
  public static Container aContainer(String name) {
    return new ContainerBuilder().withName(name).withImage("busybox").build();
  }

  /** What the runtime has: a good sandbox and these containers. */
  public static RuntimePod running(ContainerStatus... containers) {
    return new RuntimePod("u1", "ns", "p", List.of(aSandbox(true, 0)), List.of(containers));
  }

  /** A sandbox. */
  public static SandboxStatus aSandbox(boolean ready, int attempt) {
    return SandboxStatus.builder()
        .id(new SandboxId("s" + attempt))
        .attempt(attempt)
        .ready(ready)
        .createdAt(NOW.plusSeconds(attempt))
        .addresses(List.of("10.244.0.7"))
        .labels(Map.of())
        .build();
  }

  /** A container as the runtime has it. */
  public static ContainerStatus actual(String name, ContainerState state) {
    return ContainerStatus.builder()
        .id(new ContainerId(name + "-id"))
        .name(name)
        .attempt(0)
        .state(state)
        .createdAt(NOW)
        .image("busybox")
        .imageRef("sha256:1")
        .imageId("sha256:1")
        .logPath("")
        .labels(Map.of())
        .annotations(Map.of(ContainerLabels.RESTART_COUNT, "0"))
        .resources(Optional.empty())
        .user(Optional.empty())
        .mounts(List.of())
        .build();
  }

  /** The state of a process that lives. */
  public static ContainerState alive() {
    return new ContainerState.Running(NOW);
  }

  /** The state of a process that has ended. */
  public static ContainerState exited(int code) {
    return new ContainerState.Exited(NOW, NOW.plusSeconds(1), code, "", "");
  }
}
