package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.lifecycle.RuntimePod;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.pod.spec.RestartRules;
import io.navarch.nodeagent.probe.ProbeFindings;
import io.navarch.nodeagent.runtime.ContainerState;
import io.navarch.nodeagent.runtime.ContainerStatus;
import io.navarch.nodeagent.runtime.SandboxStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What must happen at the runtime so that a living Pod is as its spec says. Pure.
 *
 * @param killPod everything of the Pod that runs is to end, sandbox included
 * @param newSandbox the attempt number of the sandbox to make; empty if the present one serves
 * @param kills containers to end
 * @param starts containers to start, in order
 * @param removals dead init containers of an earlier sandbox
 */
record PodSyncPlan(
    boolean killPod,
    Optional<Integer> newSandbox,
    List<Kill> kills,
    List<Start> starts,
    List<ContainerStatus> removals) {

  /** Why a container has to end; the message is for users. */
  record Kill(Container spec, ContainerStatus container, Reason reason, String message) {}

  /** What made a container unwanted. */
  enum Reason {
    LIVENESS,
    STARTUP,
    CHANGED,
    RESIZED,
    LOST
  }

  /** A container to be made and started. */
  record Start(Container spec, Kind kind) {}

  /** What part a container plays. */
  enum Kind {
    INIT("init container"),
    EPHEMERAL("ephemeral container"),
    MAIN("container");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  private static final PodSyncPlan NOTHING =
      new PodSyncPlan(false, Optional.empty(), List.of(), List.of(), List.of());

  PodSyncPlan {
    kills = List.copyOf(kills);
    starts = List.copyOf(starts);
    removals = List.copyOf(removals);
  }

  boolean isEmpty() {
    return equals(NOTHING);
  }

  /**
   * Compares what should be with what is.
   *
   * @param resized names of containers that get other resources by a restart
   */
  static PodSyncPlan compute(
      Pod pod, RuntimePod actual, ProbeFindings probes, Set<String> resized) {
    var attempt = neededSandbox(pod, actual);
    return attempt.isPresent()
        ? freshStart(pod, actual, attempt.get())
        : new Steps(pod, actual, probes, resized).plan();
  }

  private static Optional<Integer> neededSandbox(Pod pod, RuntimePod actual) {
    var newest = actual.sandbox();
    if (newest.isEmpty()) {
      return Optional.of(0);
    }
    var sandbox = newest.get();
    long ready = actual.sandboxes().stream().filter(SandboxStatus::ready).count();
    boolean lostAddress = !PodSpecs.usesNodeNetwork(pod) && sandbox.addresses().isEmpty();
    return ready != 1 || !sandbox.ready() || lostAddress
        ? Optional.of(sandbox.attempt() + 1)
        : Optional.empty();
  }

  private static PodSyncPlan freshStart(Pod pod, RuntimePod actual, int attempt) {
    boolean ranBefore = attempt != 0 && !actual.containers().isEmpty();
    if (ranBefore && !mayRunAgain(pod)) {
      return new PodSyncPlan(true, Optional.empty(), List.of(), List.of(), List.of());
    }
    var main =
        PodSpecs.containers(pod).stream()
            .filter(c -> !isDone(pod, actual, c))
            .map(c -> new Start(c, Kind.MAIN))
            .toList();
    var init = PodSpecs.initContainers(pod);
    if (main.isEmpty()) {
      return new PodSyncPlan(true, Optional.empty(), List.of(), List.of(), List.of());
    }
    List<Start> starts = init.isEmpty() ? main : List.of(new Start(init.getFirst(), Kind.INIT));
    var removals =
        actual.containers().stream()
            .filter(c -> init.stream().anyMatch(i -> i.getName().equals(c.name())))
            .toList();
    boolean kill = attempt != 0;
    return new PodSyncPlan(kill, Optional.of(attempt), List.of(), starts, removals);
  }

  private static boolean mayRunAgain(Pod pod) {
    return PodSpecs.containers(pod).stream().anyMatch(c -> RestartRules.mayRestart(pod, c));
  }

  private static boolean isDone(Pod pod, RuntimePod actual, Container container) {
    return actual
        .newest(container.getName())
        .map(ContainerStatus::state)
        .filter(ContainerState.Exited.class::isInstance)
        .map(ContainerState.Exited.class::cast)
        .filter(exited -> !RestartRules.restarts(pod, container, exited.exitCode()))
        .isPresent();
  }

  /** Collects the steps within a sandbox that serves. */
  private static final class Steps {

    private final Pod pod;
    private final RuntimePod actual;
    private final ProbeFindings probes;
    private final Set<String> resized;
    private final List<Kill> kills = new ArrayList<>();
    private final List<Start> starts = new ArrayList<>();
    private boolean initFailed;

    Steps(Pod pod, RuntimePod actual, ProbeFindings probes, Set<String> resized) {
      this.pod = pod;
      this.actual = actual;
      this.probes = probes;
      this.resized = resized;
    }

    PodSyncPlan plan() {
      for (var container : PodSpecs.ephemeralContainers(pod)) {
        if (actual.newest(container.getName()).isEmpty()) {
          starts.add(new Start(container, Kind.EPHEMERAL));
        }
      }
      boolean initialized = initContainers();
      if (initFailed) {
        return new PodSyncPlan(true, Optional.empty(), List.of(), List.of(), List.of());
      }
      if (initialized && !mainContainers()) {
        return new PodSyncPlan(true, Optional.empty(), List.of(), List.of(), List.of());
      }
      return new PodSyncPlan(false, Optional.empty(), kills, starts, List.of());
    }

    /** Answers whether the main containers may run. */
    private boolean initContainers() {
      var init = PodSpecs.initContainers(pod);
      boolean mainSeen =
          PodSpecs.containers(pod).stream().anyMatch(c -> actual.newest(c.getName()).isPresent());
      int reached = mainSeen ? init.size() : lastSeen(init);
      for (int i = 0; i < init.size(); i++) {
        var container = init.get(i);
        boolean restartable = PodSpecs.isRestartable(container);
        if (i < reached) {
          if (restartable) {
            keepRunning(container);
          }
        } else if (!(restartable ? sidecarStarted(container) : initDone(container))) {
          return false;
        }
      }
      return true;
    }

    private int lastSeen(List<Container> init) {
      for (int i = init.size() - 1; i >= 0; i--) {
        if (actual.newest(init.get(i).getName()).isPresent()) {
          return i;
        }
      }
      return 0;
    }

    private boolean initDone(Container container) {
      var state = actual.newest(container.getName()).map(ContainerStatus::state).orElse(null);
      return switch (state) {
        case null -> start(container);
        case ContainerState.Created _ -> start(container);
        case ContainerState.Running _ -> false;
        case ContainerState.Unknown _ -> killAndStart(container, Reason.LOST, Kind.INIT);
        case ContainerState.Exited exited when exited.exitCode() == 0 -> true;
        case ContainerState.Exited exited -> {
          if (!RestartRules.retriesInit(pod, container, exited.exitCode())) {
            initFailed = true;
            yield false;
          }
          yield start(container);
        }
      };
    }

    private boolean start(Container container) {
      starts.add(new Start(container, Kind.INIT));
      return false;
    }

    private boolean killAndStart(Container container, Reason reason, Kind kind) {
      kill(container, actual.newest(container.getName()).orElseThrow(), reason);
      starts.add(new Start(container, kind));
      return false;
    }

    private boolean sidecarStarted(Container container) {
      keepRunning(container);
      return actual
          .newest(container.getName())
          .filter(c -> c.state() instanceof ContainerState.Running)
          .filter(c -> container.getStartupProbe() == null || probes.hasStarted(c.id()))
          .isPresent();
    }

    private void keepRunning(Container container) {
      var newest = actual.newest(container.getName());
      if (newest.isEmpty() || !(newest.get().state() instanceof ContainerState.Running)) {
        starts.add(new Start(container, Kind.INIT));
        return;
      }
      unwanted(container, newest.get())
          .ifPresent(reason -> killAndStart(container, reason, Kind.INIT));
    }

    /** Answers whether anything keeps running or will run. */
    private boolean mainContainers() {
      int kept = 0;
      for (var container : PodSpecs.containers(pod)) {
        var newest = actual.newest(container.getName());
        if (newest.isEmpty()) {
          starts.add(new Start(container, Kind.MAIN));
          continue;
        }
        kept += judge(container, newest.get());
      }
      return kept > 0
          || starts.stream().anyMatch(s -> s.kind() == Kind.MAIN)
          || kills.stream().anyMatch(k -> k.reason() != Reason.LOST);
    }

    private int judge(Container container, ContainerStatus newest) {
      return switch (newest.state()) {
        case ContainerState.Running _ -> judgeRunning(container, newest);
        case ContainerState.Exited exited -> {
          if (RestartRules.restarts(pod, container, exited.exitCode())) {
            starts.add(new Start(container, Kind.MAIN));
          }
          yield 0;
        }
        case ContainerState.Created _ -> {
          starts.add(new Start(container, Kind.MAIN));
          yield 0;
        }
        case ContainerState.Unknown _ -> {
          killAndStart(container, Reason.LOST, Kind.MAIN);
          yield 0;
        }
      };
    }

    private int judgeRunning(Container container, ContainerStatus newest) {
      var reason = unwanted(container, newest);
      if (reason.isEmpty()) {
        return 1;
      }
      boolean again =
          reason.get() == Reason.CHANGED
              || reason.get() == Reason.RESIZED
              || !RestartRules.policy(pod, container).equals("Never")
              || RestartRules.restarts(pod, container, KILLED);
      kill(container, newest, reason.get());
      if (again) {
        starts.add(new Start(container, Kind.MAIN));
      }
      return 0;
    }

    private static final int KILLED = 137;

    private Optional<Reason> unwanted(Container container, ContainerStatus running) {
      var hash = running.annotations().get(io.navarch.nodeagent.lifecycle.ContainerLabels.HASH);
      if (hash != null && !hash.equals(ContainerHash.of(container))) {
        return Optional.of(Reason.CHANGED);
      }
      if (probes.isDead(running.id())) {
        return Optional.of(Reason.LIVENESS);
      }
      if (probes.hasFailedToStart(running.id())) {
        return Optional.of(Reason.STARTUP);
      }
      return resized.contains(container.getName()) ? Optional.of(Reason.RESIZED) : Optional.empty();
    }

    private void kill(Container container, ContainerStatus running, Reason reason) {
      var name = container.getName();
      var why =
          switch (reason) {
            case LIVENESS ->
                "Container %s failed liveness probe, will be restarted".formatted(name);
            case STARTUP -> "Container %s failed startup probe, will be restarted".formatted(name);
            case CHANGED -> "Container %s definition changed, will be restarted".formatted(name);
            case RESIZED -> "Container %s resize requires restart".formatted(name);
            case LOST ->
                "Container is in \"Unknown\" state, try killing it before restart".formatted();
          };
      boolean restarts =
          reason == Reason.CHANGED || !RestartRules.policy(pod, container).equals("Never");
      var message = restarts ? why : why.replace(", will be restarted", "");
      kills.add(new Kill(container, running, reason, message));
    }
  }
}
