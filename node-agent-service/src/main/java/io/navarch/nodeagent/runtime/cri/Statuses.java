package io.navarch.nodeagent.runtime.cri;

import io.navarch.cri.PodIP;
import io.navarch.cri.PodSandbox;
import io.navarch.cri.PodSandboxState;
import io.navarch.cri.PodSandboxStatus;
import io.navarch.cri.StatusResponse;
import io.navarch.nodeagent.runtime.Container;
import io.navarch.nodeagent.runtime.ContainerId;
import io.navarch.nodeagent.runtime.ContainerState;
import io.navarch.nodeagent.runtime.ContainerStatus;
import io.navarch.nodeagent.runtime.Image;
import io.navarch.nodeagent.runtime.LinuxResources;
import io.navarch.nodeagent.runtime.Mount;
import io.navarch.nodeagent.runtime.RuntimeStatus;
import io.navarch.nodeagent.runtime.Sandbox;
import io.navarch.nodeagent.runtime.SandboxId;
import io.navarch.nodeagent.runtime.SandboxStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the runtime answers, in the port's words. */
final class Statuses {

  private Statuses() {}

  static RuntimeStatus runtime(StatusResponse answer) {
    var conditions =
        answer.getStatus().getConditionsList().stream()
            .map(c ->
                new RuntimeStatus.Condition(
                    c.getType(), c.getStatus(), c.getReason(), c.getMessage()))
            .toList();
    var handlers =
        answer.getRuntimeHandlersList().stream()
            .map(h ->
                new RuntimeStatus.Handler(
                    h.getName(),
                    h.getFeatures().getRecursiveReadOnlyMounts(),
                    h.getFeatures().getUserNamespaces()))
            .toList();
    return new RuntimeStatus(conditions, handlers);
  }

  static Sandbox sandbox(PodSandbox sandbox) {
    return new Sandbox(
        new SandboxId(sandbox.getId()),
        sandbox.getMetadata().getAttempt(),
        sandbox.getState() == PodSandboxState.SANDBOX_READY,
        instant(sandbox.getCreatedAt()),
        sandbox.getLabelsMap());
  }

  static SandboxStatus sandbox(PodSandboxStatus status) {
    var network = status.getNetwork();
    var addresses =
        network.getIp().isEmpty()
            ? List.<String>of()
            : Stream.concat(
                    Stream.of(network.getIp()),
                    network.getAdditionalIpsList().stream().map(PodIP::getIp))
                .toList();
    var options = status.getLinux().getNamespaces().getOptions();
    return SandboxStatus.builder()
        .id(new SandboxId(status.getId()))
        .attempt(status.getMetadata().getAttempt())
        .ready(status.getState() == PodSandboxState.SANDBOX_READY)
        .createdAt(instant(status.getCreatedAt()))
        .addresses(addresses)
        .nodeNetwork(options.getNetwork() == io.navarch.cri.NamespaceMode.NODE)
        .labels(status.getLabelsMap())
        .build();
  }

  static Container container(io.navarch.cri.Container container) {
    return new Container(
        new ContainerId(container.getId()),
        new SandboxId(container.getPodSandboxId()),
        container.getMetadata().getName(),
        container.getMetadata().getAttempt(),
        phase(container.getState()),
        instant(container.getCreatedAt()),
        container.getLabelsMap());
  }

  private static Container.Phase phase(io.navarch.cri.ContainerState state) {
    return switch (state) {
      case CONTAINER_CREATED -> Container.Phase.CREATED;
      case CONTAINER_RUNNING -> Container.Phase.RUNNING;
      case CONTAINER_EXITED -> Container.Phase.EXITED;
      case CONTAINER_UNKNOWN, UNRECOGNIZED -> Container.Phase.UNKNOWN;
    };
  }

  static ContainerStatus container(io.navarch.cri.ContainerStatus status) {
    return ContainerStatus.builder()
        .id(new ContainerId(status.getId()))
        .name(status.getMetadata().getName())
        .attempt(status.getMetadata().getAttempt())
        .state(state(status))
        .createdAt(instant(status.getCreatedAt()))
        .image(status.getImage().getImage())
        .imageRef(status.getImageRef())
        .imageId(status.getImageId())
        .logPath(status.getLogPath())
        .labels(status.getLabelsMap())
        .annotations(status.getAnnotationsMap())
        .resources(resources(status.getResources()))
        .user(status.hasUser() ? user(status.getUser()) : Optional.empty())
        .mounts(status.getMountsList().stream().map(Statuses::mount).toList())
        .build();
  }

  private static ContainerState state(io.navarch.cri.ContainerStatus status) {
    return switch (status.getState()) {
      case CONTAINER_CREATED -> new ContainerState.Created();
      case CONTAINER_RUNNING -> new ContainerState.Running(instant(status.getStartedAt()));
      case CONTAINER_EXITED ->
          new ContainerState.Exited(
              instant(status.getStartedAt()),
              instant(status.getFinishedAt()),
              status.getExitCode(),
              status.getReason(),
              status.getMessage());
      case CONTAINER_UNKNOWN, UNRECOGNIZED -> new ContainerState.Unknown();
    };
  }

  private static Optional<LinuxResources> resources(io.navarch.cri.ContainerResources resources) {
    if (!resources.hasLinux()) {
      return Optional.empty();
    }
    var linux = resources.getLinux();
    return Optional.of(
        LinuxResources.NONE.toBuilder()
            .cpuPeriod(linux.getCpuPeriod())
            .cpuQuota(linux.getCpuQuota())
            .cpuShares(linux.getCpuShares())
            .memoryLimit(linux.getMemoryLimitInBytes())
            .build());
  }

  private static Optional<ContainerStatus.User> user(io.navarch.cri.ContainerUser user) {
    if (!user.hasLinux()) {
      return Optional.empty();
    }
    var linux = user.getLinux();
    return Optional.of(
        new ContainerStatus.User(
            linux.getUid(), linux.getGid(), linux.getSupplementalGroupsList()));
  }

  private static Mount mount(io.navarch.cri.Mount mount) {
    return Mount.builder()
        .containerPath(mount.getContainerPath())
        .hostPath(mount.getHostPath())
        .readOnly(mount.getReadonly())
        .recursiveReadOnly(mount.getRecursiveReadOnly())
        .propagation(Mount.Propagation.PRIVATE)
        .build();
  }

  static Image image(io.navarch.cri.Image image) {
    return new Image(
        image.getId(),
        image.getRepoTagsList(),
        image.getRepoDigestsList(),
        image.getSize(),
        image.hasUid() ? Optional.of(image.getUid().getValue()) : Optional.empty(),
        image.getUsername(),
        image.getPinned());
  }

  private static Instant instant(long nanoseconds) {
    return Instant.EPOCH.plusNanos(nanoseconds);
  }
}
