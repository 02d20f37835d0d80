package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.NodeIdentity;
import io.navarch.nodeagent.lifecycle.RuntimePod;
import io.navarch.nodeagent.log.RotatedLog;
import io.navarch.nodeagent.pod.ContainerStarter.Home;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.pod.status.PodObservation.Failure;
import io.navarch.nodeagent.runtime.ContainerId;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.ContainerState;
import io.navarch.nodeagent.runtime.ContainerStatus;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.runtime.SandboxConfig;
import io.navarch.nodeagent.runtime.SandboxStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/** The effects that a Pod's plan asks for. */
@Slf4j
@Component
@RequiredArgsConstructor
class PodActions {

  private final ContainerRuntime runtime;
  private final ContainerStarter starter;
  private final ContainerStopper stopper;
  private final NodeIdentity node;

  static String restartKey(Pod pod, Container container) {
    return "%s_%s_%s"
        .formatted(PodSpecs.uid(pod), container.getName(), ContainerHash.of(container));
  }

  SandboxStatus newSandbox(SandboxConfig config) {
    try {
      Files.createDirectories(Path.of(config.logDirectory()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make log directory " + config.logDirectory(), e);
    }
    var id = runtime.runSandbox(config);
    return runtime
        .sandboxStatus(id)
        .orElseThrow(() ->
            new RuntimeFailure(
                RuntimeFailure.Code.NOT_FOUND,
                "sandbox %s was started and is not there".formatted(id)));
  }

  /** The addresses that a Pod's containers are told. */
  List<String> addresses(Pod pod, SandboxStatus sandbox) {
    return PodSpecs.usesNodeNetwork(pod) ? node.addresses() : sandbox.addresses();
  }

  Optional<Failure> start(Pod pod, Container container, Home home, RuntimePod actual) {
    return starter.start(pod, container, home, actual);
  }

  void stop(
      Pod pod, Container container, ContainerId id, PodSyncPlan.Reason reason, String message) {
    stopper.stop(pod, container, id, graceAfter(pod, container, reason), message);
  }

  /** A probe may give a container less time, or more, than the Pod has. */
  private static Duration graceAfter(Pod pod, Container container, PodSyncPlan.Reason reason) {
    var probe =
        switch (reason) {
          case LIVENESS -> container.getLivenessProbe();
          case STARTUP -> container.getStartupProbe();
          case CHANGED, RESIZED, LOST -> null;
        };
    return probe == null || probe.getTerminationGracePeriodSeconds() == null
        ? PodSpecs.gracePeriod(pod)
        : Duration.ofSeconds(probe.getTerminationGracePeriodSeconds());
  }

  /** Ends all that runs of a Pod, sandboxes included. */
  void killAll(Pod pod, RuntimePod actual) {
    var threads = Thread.ofVirtual().name("stop-", 0).factory();
    try (var executor = Executors.newThreadPerTaskExecutor(threads)) {
      for (var running : actual.running()) {
        PodSpecs.container(pod, running.name())
            .ifPresent(spec ->
                executor.execute(() ->
                    stopper.stop(
                        pod,
                        spec,
                        running.id(),
                        PodSpecs.gracePeriod(pod),
                        "Stopping container " + spec.getName())));
      }
    }
    actual.sandboxes().stream()
        .filter(SandboxStatus::ready)
        .forEach(s -> runtime.stopSandbox(s.id()));
  }

  void remove(List<ContainerStatus> containers) {
    containers.forEach(this::remove);
  }

  private void remove(ContainerStatus container) {
    runtime.removeContainer(container.id());
    if (!container.logPath().isEmpty()) {
      new RotatedLog(Path.of(container.logPath())).delete();
    }
  }

  /** Of each container's dead instances only the newest is kept, and of the sandboxes. */
  void prune(RuntimePod actual) {
    var dead = new HashMap<String, Integer>();
    for (var container : actual.containers()) {
      if (container.state() instanceof ContainerState.Exited
          && dead.merge(container.name(), 1, Integer::sum) > 1) {
        remove(container);
      }
    }
    actual.sandboxes().stream()
        .skip(1)
        .filter(s -> !s.ready())
        .forEach(s -> runtime.removeSandbox(s.id()));
  }
}
