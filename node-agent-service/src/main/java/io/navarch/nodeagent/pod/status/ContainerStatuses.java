package io.navarch.nodeagent.pod.status;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.ContainerUserBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountStatus;
import io.fabric8.kubernetes.api.model.VolumeMountStatusBuilder;
import io.navarch.nodeagent.lifecycle.ContainerLabels;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.pod.spec.RestartRules;
import io.navarch.nodeagent.pod.status.PodObservation.Failure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The status of each container of one Pod. Pure. */
final class ContainerStatuses {

  private static final int LOST_EXIT_CODE = 137;

  private final PodObservation seen;
  private final boolean initialized;

  ContainerStatuses(PodObservation seen) {
    this.seen = seen;
    this.initialized = isInitialized();
  }

  List<ContainerStatus> init() {
    return PodSpecs.initContainers(seen.pod()).stream().map(c -> status(c, true)).toList();
  }

  List<ContainerStatus> main() {
    return PodSpecs.containers(seen.pod()).stream().map(c -> status(c, false)).toList();
  }

  List<ContainerStatus> ephemeral() {
    return PodSpecs.ephemeralContainers(seen.pod()).stream()
        .map(c -> status(c, false))
        .map(s -> new ContainerStatusBuilder(s).withReady(false).withStarted(null).build())
        .toList();
  }

  private boolean isInitialized() {
    boolean mainSeen =
        PodSpecs.containers(seen.pod()).stream()
            .anyMatch(c -> seen.runtime().newest(c.getName()).isPresent());
    return mainSeen
        || PodSpecs.initContainers(seen.pod()).stream()
            .allMatch(
                c -> seen.runtime().newest(c.getName()).filter(s -> initDone(c, s)).isPresent());
  }

  private boolean initDone(
      Container container, io.navarch.nodeagent.runtime.ContainerStatus status) {
    return PodSpecs.isRestartable(container)
        ? isStarted(container, status)
        : status.state() instanceof io.navarch.nodeagent.runtime.ContainerState.Exited exited
            && exited.exitCode() == 0;
  }

  private ContainerStatus status(Container container, boolean init) {
    var newest = seen.runtime().newest(container.getName());
    if (newest.isEmpty()) {
      return unseen(container, init);
    }
    var actual = newest.get();
    var result =
        new ContainerStatusBuilder()
            .withName(container.getName())
            .withImage(actual.image().isEmpty() ? container.getImage() : actual.image())
            .withImageID(actual.imageRef())
            .withContainerID(seen.runtimeName() + "://" + actual.id())
            .withRestartCount(restartCount(actual))
            .withState(state(actual))
            .withLastState(lastState(container))
            .withReady(isReady(container, actual, init))
            .withStarted(isStarted(container, actual))
            .withVolumeMounts(mounts(container));
    addResources(result, container, actual);
    actual.user().ifPresent(user -> addUser(result, user));
    return withWaiting(result.build(), container, actual);
  }

  private static int restartCount(io.navarch.nodeagent.runtime.ContainerStatus actual) {
    var count = actual.annotations().get(ContainerLabels.RESTART_COUNT);
    return count == null ? actual.attempt() : Integer.parseInt(count);
  }

  /** A container that has ended and will run again is waiting, if it is known for what. */
  private ContainerStatus withWaiting(
      ContainerStatus status,
      Container container,
      io.navarch.nodeagent.runtime.ContainerStatus actual) {
    if (!(actual.state() instanceof io.navarch.nodeagent.runtime.ContainerState.Exited exited)
        || !willRestart(container, exited.exitCode())) {
      return status;
    }
    var failure = seen.failures().get(container.getName());
    if (failure == null) {
      return status;
    }
    return new ContainerStatusBuilder(status)
        .withState(waiting(failure))
        .withLastState(status.getState())
        .build();
  }

  private boolean willRestart(Container container, int exitCode) {
    if (seen.ending().ending()) {
      return false;
    }
    boolean init =
        PodSpecs.initContainers(seen.pod()).stream()
            .anyMatch(c -> c.getName().equals(container.getName()));
    return (!init || exitCode != 0 || PodSpecs.isRestartable(container))
        && RestartRules.restarts(seen.pod(), container, exitCode);
  }

  private ContainerStatus unseen(Container container, boolean init) {
    var before = before(container.getName());
    if (before.isPresent() && before.get().getContainerID() != null) {
      return lost(before.get());
    }
    boolean waitsForInit = !init && !initialized;
    var failure =
        seen.failures()
            .getOrDefault(
                container.getName(),
                new Failure(
                    waitsForInit || (init && !PodSpecs.initContainers(seen.pod()).isEmpty())
                        ? "PodInitializing"
                        : "ContainerCreating",
                    ""));
    return new ContainerStatusBuilder()
        .withName(container.getName())
        .withImage(container.getImage())
        .withImageID("")
        .withRestartCount(0)
        .withReady(false)
        .withStarted(false)
        .withState(waiting(failure))
        .withLastState(new ContainerState())
        .withVolumeMounts(mounts(container))
        .build();
  }

  /** The API knows a container that the runtime has no more. */
  private ContainerStatus lost(ContainerStatus before) {
    var state = before.getState();
    if (state != null && state.getTerminated() != null) {
      return before;
    }
    var message =
        seen.ending().ending()
            ? "The container could not be located when the pod was terminated"
            : "The container could not be located when the pod was deleted.  The container used to be Running";
    var terminated =
        new ContainerStateBuilder()
            .withNewTerminated()
            .withReason("ContainerStatusUnknown")
            .withMessage(message)
            .withExitCode(LOST_EXIT_CODE)
            .endTerminated()
            .build();
    return seen.ending().ending()
        ? new ContainerStatusBuilder(before)
            .withState(terminated)
            .withReady(false)
            .withStarted(false)
            .build()
        : new ContainerStatusBuilder(before)
            .withState(
                waiting(
                    seen.failures()
                        .getOrDefault(before.getName(), new Failure("ContainerCreating", ""))))
            .withLastState(
                state != null && state.getRunning() != null ? terminated : before.getLastState())
            .withReady(false)
            .withStarted(false)
            .build();
  }

  private Optional<ContainerStatus> before(String name) {
    var status = seen.pod().getStatus();
    return status == null
        ? Optional.empty()
        : Stream.of(
                PodSpecs.orEmpty(status.getInitContainerStatuses()),
                PodSpecs.orEmpty(status.getContainerStatuses()),
                PodSpecs.orEmpty(status.getEphemeralContainerStatuses()))
            .flatMap(List::stream)
            .filter(s -> s.getName().equals(name))
            .findFirst();
  }

  private static ContainerState waiting(Failure failure) {
    return new ContainerStateBuilder()
        .withNewWaiting()
        .withReason(failure.reason())
        .withMessage(failure.message().isEmpty() ? null : failure.message())
        .endWaiting()
        .build();
  }

  private ContainerState state(io.navarch.nodeagent.runtime.ContainerStatus actual) {
    return switch (actual.state()) {
      case io.navarch.nodeagent.runtime.ContainerState.Created _ ->
          waiting(
              seen.failures().getOrDefault(actual.name(), new Failure("ContainerCreating", "")));
      case io.navarch.nodeagent.runtime.ContainerState.Running(var startedAt) ->
          new ContainerStateBuilder()
              .withNewRunning()
              .withStartedAt(time(startedAt))
              .endRunning()
              .build();
      case io.navarch.nodeagent.runtime.ContainerState.Exited exited -> terminated(actual, exited);
      case io.navarch.nodeagent.runtime.ContainerState.Unknown _ ->
          new ContainerStateBuilder()
              .withNewTerminated()
              .withReason("ContainerStatusUnknown")
              .withMessage("The container could not be located when the pod was terminated")
              .withExitCode(LOST_EXIT_CODE)
              .endTerminated()
              .build();
    };
  }

  private ContainerState terminated(
      io.navarch.nodeagent.runtime.ContainerStatus actual,
      io.navarch.nodeagent.runtime.ContainerState.Exited exited) {
    var message = seen.messages().getOrDefault(actual.id(), exited.message());
    return new ContainerStateBuilder()
        .withNewTerminated()
        .withExitCode(exited.exitCode())
        .withReason(
            exited.reason().isEmpty()
                ? (exited.exitCode() == 0 ? "Completed" : "Error")
                : exited.reason())
        .withMessage(message.isEmpty() ? null : message)
        .withStartedAt(time(exited.startedAt()))
        .withFinishedAt(time(exited.finishedAt()))
        .withContainerID(seen.runtimeName() + "://" + actual.id())
        .endTerminated()
        .build();
  }

  private ContainerState lastState(Container container) {
    var previous = seen.runtime().previous(container.getName());
    if (previous.isPresent()
        && previous.get().state() instanceof io.navarch.nodeagent.runtime.ContainerState.Exited e) {
      return terminated(previous.get(), e);
    }
    return before(container.getName())
        .map(ContainerStatus::getLastState)
        .filter(_ -> previous.isEmpty())
        .orElseGet(ContainerState::new);
  }

  private boolean isStarted(
      Container container, io.navarch.nodeagent.runtime.ContainerStatus actual) {
    return actual.state() instanceof io.navarch.nodeagent.runtime.ContainerState.Running
        && (container.getStartupProbe() == null || seen.probes().hasStarted(actual.id()));
  }

  private boolean isReady(
      Container container, io.navarch.nodeagent.runtime.ContainerStatus actual, boolean init) {
    if (init && !PodSpecs.isRestartable(container)) {
      return actual.state() instanceof io.navarch.nodeagent.runtime.ContainerState.Exited exited
          && exited.exitCode() == 0;
    }
    return isStarted(container, actual)
        && (container.getReadinessProbe() == null
            || seen.probes().readiness(actual.id()).orElse(false));
  }

  private static @Nullable List<VolumeMountStatus> mounts(Container container) {
    return PodSpecs.orEmpty(container.getVolumeMounts()).stream()
        .map(mount ->
            new VolumeMountStatusBuilder()
                .withName(mount.getName())
                .withMountPath(mount.getMountPath())
                .withReadOnly(PodSpecs.isTrue(mount.getReadOnly()) ? Boolean.TRUE : null)
                .withRecursiveReadOnly(
                    PodSpecs.isTrue(mount.getReadOnly())
                        ? ("Enabled".equals(mount.getRecursiveReadOnly()) ? "Enabled" : "Disabled")
                        : null)
                .build())
        .toList();
  }

  /** What it has, and what it was granted. */
  private void addResources(
      ContainerStatusBuilder result,
      Container container,
      io.navarch.nodeagent.runtime.ContainerStatus actual) {
    var granted = container.getResources();
    if (granted == null
        || !(actual.state() instanceof io.navarch.nodeagent.runtime.ContainerState.Running)) {
      return;
    }
    var given =
        PodSpecs.container(seen.resources().actuated(), container.getName())
            .map(Container::getResources)
            .orElse(granted);
    result.withResources(RunningResources.of(given, actual.resources()));
    var requests = granted.getRequests();
    if (requests != null && !requests.isEmpty()) {
      result.withAllocatedResources(requests);
    }
  }

  private static void addUser(
      ContainerStatusBuilder result, io.navarch.nodeagent.runtime.ContainerStatus.User user) {
    result.withUser(
        new ContainerUserBuilder()
            .withNewLinux()
            .withUid(user.uid())
            .withGid(user.gid())
            .withSupplementalGroups(user.supplementalGroups())
            .endLinux()
            .build());
  }

  private static @Nullable String time(Instant instant) {
    return instant.equals(Instant.EPOCH)
        ? null
        : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
