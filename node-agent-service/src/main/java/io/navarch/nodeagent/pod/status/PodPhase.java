package io.navarch.nodeagent.pod.status;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.pod.spec.RestartRules;
import java.util.List;
import java.util.Optional;

/** The one word that sums up a Pod's containers. Pure. */
final class PodPhase {

  private final Pod pod;
  private final boolean ending;
  private boolean pending;
  private boolean initFailed;
  private int pendingSidecars;
  private int running;
  private int waiting;
  private int unknown;
  private int stopped;
  private int stoppedForGood;
  private int succeeded;

  private PodPhase(Pod pod, boolean ending) {
    this.pod = pod;
    this.ending = ending;
  }

  /**
   * The phase that container statuses make.
   *
   * @param ending nothing of the Pod will run again
   * @param initialized a main container has been started before
   */
  static String of(
      Pod pod,
      List<ContainerStatus> init,
      List<ContainerStatus> main,
      boolean ending,
      boolean initialized) {
    var phase = new PodPhase(pod, ending);
    for (var container : PodSpecs.initContainers(pod)) {
      var status = find(init, container.getName());
      if (PodSpecs.isRestartable(container)) {
        phase.countSidecar(status);
      } else {
        phase.countInit(container, status);
      }
    }
    for (var container : PodSpecs.containers(pod)) {
      phase.countMain(container, find(main, container.getName()));
    }
    return phase.word(initialized);
  }

  private static Optional<ContainerStatus> find(List<ContainerStatus> statuses, String name) {
    return statuses.stream().filter(s -> s.getName().equals(name)).findFirst();
  }

  private void countInit(Container container, Optional<ContainerStatus> status) {
    var exit = status.flatMap(PodPhase::exitCode);
    if (exit.isEmpty()) {
      pending = true;
    } else if (exit.get() != 0) {
      if (RestartRules.retriesInit(pod, container, exit.get())) {
        pending = true;
      } else {
        initFailed = true;
      }
    }
  }

  private void countSidecar(Optional<ContainerStatus> status) {
    if (status.isEmpty()) {
      unknown++;
      return;
    }
    var state = status.get().getState();
    if (state.getRunning() != null) {
      running++;
      if (!PodSpecs.isTrue(status.get().getStarted())) {
        pendingSidecars++;
      }
    } else if (exitCode(status.get()).isEmpty()) {
      pendingSidecars++;
      waiting++;
    }
  }

  private void countMain(Container container, Optional<ContainerStatus> status) {
    if (status.isEmpty()) {
      unknown++;
      return;
    }
    if (status.get().getState().getRunning() != null) {
      running++;
      return;
    }
    var exit = exitCode(status.get());
    if (exit.isEmpty()) {
      waiting++;
      return;
    }
    stopped++;
    if (!RestartRules.restarts(pod, container, exit.get())) {
      stoppedForGood++;
    }
    if (status.get().getState().getTerminated() != null && exit.get() == 0) {
      succeeded++;
    }
  }

  /** How a container has ended, now or before what it waits for. */
  private static Optional<Integer> exitCode(ContainerStatus status) {
    if (status.getState().getTerminated() != null) {
      return Optional.of(status.getState().getTerminated().getExitCode());
    }
    var last = status.getLastState();
    return status.getState().getRunning() == null && last != null && last.getTerminated() != null
        ? Optional.of(last.getTerminated().getExitCode())
        : Optional.empty();
  }

  private String word(boolean initialized) {
    if (initFailed) {
      return "Failed";
    }
    if (ending) {
      boolean all = !pending && waiting == 0 && unknown == 0 && stopped > 0;
      return all && stopped == succeeded ? "Succeeded" : "Failed";
    }
    if (pending || waiting > 0 || (pendingSidecars > 0 && !initialized)) {
      return "Pending";
    }
    if (running > 0 && unknown == 0) {
      return "Running";
    }
    return stopped > 0 && unknown == 0 ? wordWhenStopped() : "Pending";
  }

  private String wordWhenStopped() {
    if (stoppedForGood < stopped) {
      return "Running";
    }
    return stopped == succeeded ? "Succeeded" : "Failed";
  }
}
