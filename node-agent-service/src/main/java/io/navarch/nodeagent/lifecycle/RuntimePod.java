package io.navarch.nodeagent.lifecycle;

import io.navarch.nodeagent.runtime.ContainerState;
import io.navarch.nodeagent.runtime.ContainerStatus;
import io.navarch.nodeagent.runtime.SandboxStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A Pod as the runtime has it at one moment.
 *
 * @param sandboxes newest first
 * @param containers newest first
 */
public record RuntimePod(
    String uid,
    String namespace,
    String name,
    List<SandboxStatus> sandboxes,
    List<ContainerStatus> containers) {

  public RuntimePod {
    sandboxes =
        sandboxes.stream()
            .sorted(Comparator.comparing(SandboxStatus::createdAt).reversed())
            .toList();
    containers =
        containers.stream()
            .sorted(Comparator.comparing(ContainerStatus::createdAt).reversed())
            .toList();
  }

  /** A Pod of which the runtime knows nothing. */
  public static RuntimePod absent(String uid, String namespace, String name) {
    return new RuntimePod(uid, namespace, name, List.of(), List.of());
  }

  /** The newest container of that name. */
  public Optional<ContainerStatus> newest(String container) {
    return containers.stream().filter(c -> c.name().equals(container)).findFirst();
  }

  /** The newest container of that name but one. */
  public Optional<ContainerStatus> previous(String container) {
    return containers.stream().filter(c -> c.name().equals(container)).skip(1).findFirst();
  }

  /** The newest sandbox. */
  public Optional<SandboxStatus> sandbox() {
    return sandboxes.stream().findFirst();
  }

  /** Whether a process of the Pod still lives, its sandbox included. */
  public boolean isActive() {
    return sandboxes.stream().anyMatch(SandboxStatus::ready)
        || containers.stream().anyMatch(RuntimePod::isRunning);
  }

  /** Containers whose process lives. */
  public List<ContainerStatus> running() {
    return containers.stream().filter(RuntimePod::isRunning).toList();
  }

  private static boolean isRunning(ContainerStatus container) {
    return container.state() instanceof ContainerState.Running;
  }
}
