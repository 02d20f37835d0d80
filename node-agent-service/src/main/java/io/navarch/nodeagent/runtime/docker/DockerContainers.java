package io.navarch.nodeagent.runtime.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.navarch.nodeagent.runtime.Container;
import io.navarch.nodeagent.runtime.ContainerConfig;
import io.navarch.nodeagent.runtime.ContainerId;
import io.navarch.nodeagent.runtime.ContainerStatus;
import io.navarch.nodeagent.runtime.ExecResult;
import io.navarch.nodeagent.runtime.LinuxResources;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.runtime.RuntimeFailure.Code;
import io.navarch.nodeagent.runtime.SandboxConfig;
import io.navarch.nodeagent.runtime.SandboxId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lombok.RequiredArgsConstructor;

/** The containers of Pods. */
@RequiredArgsConstructor
final class DockerContainers {

  private final Engine engine;
  private final DockerImages images;
  private final DockerSandboxes sandboxes;
  private final ContainerLogs logs;
  private final Requests requests;

  ContainerId create(SandboxId sandbox, ContainerConfig config, SandboxConfig within) {
    if (sandboxes.findNamespace(sandbox).isEmpty()) {
      throw new RuntimeFailure(
          Code.NOT_FOUND, "sandbox \"%s\": not found, or it does not run".formatted(sandbox));
    }
    var words = Words.of(sandbox, config, within, images.get(config.image()));
    makeSources(config);
    return new ContainerId(
        engine.ask(docker ->
            requests
                .container(
                    docker.createContainerCmd(config.image()), sandbox, config, within, words)
                .exec()
                .getId()));
  }

  /** The engine refuses to mount what is not there; other runtimes make a directory. */
  private static void makeSources(ContainerConfig config) {
    if (!config.imageMounts().isEmpty()) {
      throw new RuntimeFailure(
          Code.UNIMPLEMENTED,
          "Docker does not mount images: " + config.imageMounts().getFirst().containerPath());
    }
    for (var mount : config.mounts()) {
      var source = Path.of(mount.hostPath());
      if (!Files.exists(source)) {
        try {
          Files.createDirectories(source);
        } catch (IOException e) {
          var message = "failed to create \"%s\": %s".formatted(source, e.getMessage());
          throw new RuntimeFailure(Code.OTHER, message, message, e);
        }
      }
    }
  }

  void start(ContainerId container) {
    engine.tell(docker -> docker.startContainerCmd(container.value()).exec());
    logs.follow(container, Path.of(Words.get(Statuses.words(get(container)), Words.LOG)));
  }

  private InspectContainerResponse get(ContainerId container) {
    return engine.ask(docker -> docker.inspectContainerCmd(container.value()).exec());
  }

  void stop(ContainerId container, Duration grace) {
    int seconds = Math.toIntExact(grace.toSeconds());
    engine.tellIfFound(
        engine.timeout().plus(grace),
        docker -> {
          try {
            docker.stopContainerCmd(container.value()).withTimeout(seconds).exec();
          } catch (NotModifiedException _) {
            // it has ended before
          }
        });
  }

  void remove(ContainerId container) {
    sandboxes.discard(container.value());
  }

  List<Container> list(Map<String, String> labels) {
    return engine
        .ask(docker ->
            docker
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Filters.of(Words.CONTAINER, labels))
                .exec())
        .stream()
        .map(Statuses::container)
        .toList();
  }

  Optional<ContainerStatus> status(ContainerId container) {
    return engine
        .find(docker -> docker.inspectContainerCmd(container.value()).exec())
        .filter(found -> Words.areOf(Words.CONTAINER, Statuses.words(found)))
        .map(Statuses::container);
  }

  /** Limits that the engine has no field for stay as the container's cgroup has them. */
  void update(ContainerId container, LinuxResources resources) {
    engine.tell(docker -> {
      var command = docker.updateContainerCmd(container.value());
      if (resources.cpuShares() > 0) {
        command.withCpuShares(Math.toIntExact(resources.cpuShares()));
      }
      if (resources.cpuQuota() != 0) {
        command.withCpuPeriod(resources.cpuPeriod()).withCpuQuota(resources.cpuQuota());
      }
      if (resources.memoryLimit() > 0) {
        command.withMemory(resources.memoryLimit()).withMemorySwap(resources.memoryLimit());
      }
      if (!resources.cpuSet().isEmpty()) {
        command.withCpusetCpus(resources.cpuSet());
      }
      if (!resources.memorySet().isEmpty()) {
        command.withCpusetMems(resources.memorySet());
      }
      command.exec();
    });
  }

  void reopenLog(ContainerId container) {
    var _ = get(container);
    logs.reopen(container);
  }

  ExecResult execute(ContainerId container, List<String> command, Duration limit) {
    var exec =
        engine.ask(docker ->
            docker
                .execCreateCmd(container.value())
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withCmd(command.toArray(String[]::new))
                .exec()
                .getId());
    var output = new Output();
    var arrivals = new Arrivals<Frame>(output::add);
    boolean ended = false;
    try {
      engine.tell(limit, docker -> docker.execStartCmd(exec).exec(arrivals).await());
      ended = true;
    } finally {
      if (!ended) {
        arrivals.close();
        abandon(exec);
      }
    }
    var code = engine.ask(docker -> docker.inspectExecCmd(exec).exec()).getExitCodeLong();
    return output.result(Objects.requireNonNullElse(code, 0L).intValue());
  }

  /** The engine has no way to end a command in a container, but the kernel has. */
  private void abandon(String exec) {
    engine
        .find(docker -> docker.inspectExecCmd(exec).exec())
        .filter(found -> Statuses.isTrue(found.isRunning()) && found.getPidLong() != null)
        .flatMap(found -> ProcessHandle.of(found.getPidLong()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  /** What a command writes. */
  private static final class Output {

    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

    void add(Frame frame) {
      (frame.getStreamType() == StreamType.STDERR ? stderr : stdout).writeBytes(frame.getPayload());
    }

    ExecResult result(int exitCode) {
      return new ExecResult(
          stdout.toString(StandardCharsets.UTF_8),
          stderr.toString(StandardCharsets.UTF_8),
          exitCode);
    }
  }
}
