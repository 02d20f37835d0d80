package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.lifecycle.ContainerLabels;
import io.navarch.nodeagent.lifecycle.RuntimePod;
import io.navarch.nodeagent.pod.ContainerConfigs.Surroundings;
import io.navarch.nodeagent.pod.config.ConfigFailure;
import io.navarch.nodeagent.pod.config.ContainerFiles;
import io.navarch.nodeagent.pod.spec.PodEvents;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.pod.status.PodObservation.Failure;
import io.navarch.nodeagent.runtime.ContainerConfig;
import io.navarch.nodeagent.runtime.ContainerId;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.ContainerState;
import io.navarch.nodeagent.runtime.ContainerStatus;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.runtime.SandboxConfig;
import io.navarch.nodeagent.runtime.SandboxId;
import io.navarch.nodeagent.volume.MountedVolume;
import io.navarch.nodeagent.volume.VolumeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/** Starts one container: image, creation, start, hook. */
@Slf4j
@Component
@RequiredArgsConstructor
class ContainerStarter {

  private final ContainerRuntime runtime;
  private final ContainerImages images;
  private final ContainerConfigs configs;
  private final HookRunner hooks;
  private final PodEvents events;
  private final ContainerFiles files;
  private final ContainerStopper stopper;

  /** The sandbox that containers are started in, with what they share. */
  record Home(
      SandboxId sandbox,
      SandboxConfig config,
      List<String> addresses,
      Map<String, MountedVolume> volumes) {}

  /** Starts a container; answers why it could not, if so. */
  Optional<Failure> start(Pod pod, Container container, Home home, RuntimePod actual) {
    return switch (images.ensure(pod, container, home.config())) {
      case ContainerImages.Missing(var reason, var message) -> {
        events.warning(pod, container, "Failed", "Error: " + reason);
        yield Optional.of(new Failure(reason, message));
      }
      case ContainerImages.Ready ready -> create(pod, container, home, actual, ready);
    };
  }

  private Optional<Failure> create(
      Pod pod, Container container, Home home, RuntimePod actual, ContainerImages.Ready images) {
    ContainerConfig config;
    try {
      Files.createDirectories(Path.of(home.config().logDirectory(), container.getName()));
      var around =
          new Surroundings(
              restartCount(pod, container, actual),
              images,
              home.addresses(),
              home.volumes(),
              target(pod, container, actual));
      config = configs.of(pod, container, around);
    } catch (ConfigFailure | VolumeFailure | IOException e) {
      var message = String.valueOf(e.getMessage());
      events.warning(pod, container, "Failed", "Error: " + message);
      return Optional.of(new Failure("CreateContainerConfigError", message));
    }
    ContainerId id;
    try {
      id = runtime.createContainer(home.sandbox(), config, home.config());
    } catch (RuntimeFailure e) {
      events.warning(pod, container, "Failed", "Error: " + e.description());
      return Optional.of(new Failure("CreateContainerError", e.description()));
    }
    events.normal(pod, container, "Created", "Container created");
    return run(pod, container, home, id);
  }

  private Optional<Failure> run(Pod pod, Container container, Home home, ContainerId id) {
    try {
      runtime.startContainer(id);
    } catch (RuntimeFailure e) {
      events.warning(pod, container, "Failed", "Error: " + e.description());
      return Optional.of(new Failure("RunContainerError", e.description()));
    }
    events.normal(pod, container, "Started", "Container started");
    var lifecycle = container.getLifecycle();
    if (lifecycle == null || lifecycle.getPostStart() == null) {
      return Optional.empty();
    }
    try {
      var address = home.addresses().isEmpty() ? "" : home.addresses().getFirst();
      hooks.run(lifecycle.getPostStart(), container, id, address, Duration.ZERO);
      return Optional.empty();
    } catch (HookRunner.HookFailure | RuntimeFailure e) {
      log.atWarn()
          .addKeyValue("pod", PodSpecs.format(pod))
          .addKeyValue("error", e.getMessage())
          .log("postStart hook failed");
      events.warning(pod, container, "FailedPostStartHook", "PostStartHook failed");
      stopper.stop(pod, container, id, PodSpecs.gracePeriod(pod), "FailedPostStartHook");
      return Optional.of(new Failure("PostStartHookError", "PostStartHook failed"));
    }
  }

  /** Counts on from the last container or, if the runtime has forgotten it, from the logs. */
  private int restartCount(Pod pod, Container container, RuntimePod actual) {
    var newest = actual.newest(container.getName());
    if (newest.isPresent()) {
      var count = newest.get().annotations().get(ContainerLabels.RESTART_COUNT);
      return (count == null ? newest.get().attempt() : Integer.parseInt(count)) + 1;
    }
    var metadata = pod.getMetadata();
    var logs =
        files
            .logs(metadata.getNamespace(), metadata.getName(), metadata.getUid())
            .resolve(container.getName());
    if (!Files.isDirectory(logs)) {
      return 0;
    }
    try (Stream<Path> list = Files.list(logs)) {
      return list.map(p -> p.getFileName().toString())
          .filter(name -> name.matches("\\d+\\.log.*"))
          .mapToInt(name -> Integer.parseInt(name.substring(0, name.indexOf('.'))) + 1)
          .max()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  private static String target(Pod pod, Container container, RuntimePod actual) {
    var name = PodSpecs.targetOf(pod, container.getName());
    if (name.isEmpty()) {
      return "";
    }
    return actual
        .newest(name)
        .filter(c -> c.state() instanceof ContainerState.Running)
        .map(ContainerStatus::id)
        .map(ContainerId::value)
        .orElseThrow(() -> new ConfigFailure("unable to find target container %s".formatted(name)));
  }
}
