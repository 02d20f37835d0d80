package io.navarch.nodeagent.runtime.simulated;

import io.navarch.nodeagent.runtime.Container;
import io.navarch.nodeagent.runtime.ContainerConfig;
import io.navarch.nodeagent.runtime.ContainerId;
import io.navarch.nodeagent.runtime.ContainerState;
import io.navarch.nodeagent.runtime.ContainerStatus;
import io.navarch.nodeagent.runtime.Image;
import io.navarch.nodeagent.runtime.SandboxId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lombok.With;

/**
 * A container that exists in this record alone. Whether it has ended by itself follows from the
 * time, so nothing needs to watch it.
 *
 * @param startedAt empty: not started yet
 * @param stopped empty: it was not stopped
 */
@With
record SimulatedContainer(
    ContainerId id,
    SandboxId sandbox,
    ContainerConfig config,
    Image image,
    Path log,
    Conduct conduct,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<ContainerState.Exited> stopped) {

  private static final int TERMINATED = 128 + 15;

  ContainerState state(Instant now) {
    if (stopped.isPresent()) {
      return stopped.get();
    }
    if (startedAt.isEmpty()) {
      return new ContainerState.Created();
    }
    var started = startedAt.get();
    var end = conduct.runsFor().map(length -> end(started, length)).orElse(Instant.MAX);
    return now.isBefore(end)
        ? new ContainerState.Running(started)
        : exited(started, end, conduct.exitCode());
  }

  private static Instant end(Instant started, Duration length) {
    return started.plus(length);
  }

  private static ContainerState.Exited exited(Instant started, Instant end, int code) {
    return new ContainerState.Exited(started, end, code, code == 0 ? "Completed" : "Error", "");
  }

  SimulatedContainer started(Instant now) {
    return withStartedAt(Optional.of(now));
  }

  /** Ends as a process that does not handle the signal; nothing changes if it does not run. */
  SimulatedContainer stopped(Instant now) {
    return state(now) instanceof ContainerState.Running(var started)
        ? withStopped(Optional.of(exited(started, now, TERMINATED)))
        : this;
  }

  Container listed(Instant now) {
    var phase =
        switch (state(now)) {
          case ContainerState.Created _ -> Container.Phase.CREATED;
          case ContainerState.Running _ -> Container.Phase.RUNNING;
          case ContainerState.Exited _ -> Container.Phase.EXITED;
          case ContainerState.Unknown _ -> Container.Phase.UNKNOWN;
        };
    return new Container(
        id, sandbox, config.name(), config.attempt(), phase, createdAt, config.labels());
  }

  ContainerStatus status(Instant now) {
    return ContainerStatus.builder()
        .id(id)
        .name(config.name())
        .attempt(config.attempt())
        .state(state(now))
        .createdAt(createdAt)
        .image(config.userImage())
        .imageRef(image.digests().getFirst())
        .imageId(image.id())
        .logPath(log.toString())
        .labels(config.labels())
        .annotations(config.annotations())
        .resources(Optional.of(config.resources()))
        .user(Optional.empty())
        .mounts(config.mounts())
        .build();
  }
}
