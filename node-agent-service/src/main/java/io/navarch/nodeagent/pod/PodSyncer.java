package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.backoff.DurationText;
import io.navarch.nodeagent.image.ImageManager;
import io.navarch.nodeagent.lifecycle.RuntimePod;
import io.navarch.nodeagent.pod.ContainerStarter.Home;
import io.navarch.nodeagent.pod.PodSyncPlan.Start;
import io.navarch.nodeagent.pod.SyncOutcome.Failed;
import io.navarch.nodeagent.pod.cgroup.PodCgroups;
import io.navarch.nodeagent.pod.config.ConfigFailure;
import io.navarch.nodeagent.pod.resize.Resizer;
import io.navarch.nodeagent.pod.spec.PodEvents;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.pod.status.PodObservation.Ending;
import io.navarch.nodeagent.pod.status.PodObservation.Failure;
import io.navarch.nodeagent.probe.ProbeManager;
import io.navarch.nodeagent.runtime.ContainerState;
import io.navarch.nodeagent.runtime.ContainerStatus;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.runtime.SandboxStatus;
import io.navarch.nodeagent.volume.MountedVolume;
import io.navarch.nodeagent.volume.VolumeFailure;
import io.navarch.nodeagent.volume.VolumeManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/** Brings a living Pod one step nearer to its spec. */
@Slf4j
@Component
@RequiredArgsConstructor
class PodSyncer {

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);

  private final PodObserver observer;
  private final PodActions actions;
  private final VolumeManager volumes;
  private final PodCgroups cgroups;
  private final ProbeManager probes;
  private final ImageManager images;
  private final SyncSupport support;

  /** What a sync needs besides what it acts on. */
  @Component
  @RequiredArgsConstructor
  static final class SyncSupport {
    private final PodEvents events;
    private final SandboxConfigs sandboxes;
    private final Resizer resizer;
    private final PodAdmission admission;
    private final Clock clock;
  }

  SyncOutcome sync(Pod asked, PodMemory memory) {
    var refused = isNew(asked, memory) ? support.admission.refuse(asked) : Optional.<Failed>empty();
    if (refused.isPresent()) {
      support.events.warning(asked, refused.get().reason(), refused.get().message());
      return refused.get();
    }
    var pod = support.resizer.grant(asked);
    var actual = observer.look(pod);
    var status = observer.report(pod, actual, memory, Ending.NONE);
    probes.follow(pod, actual);
    if (status.getPhase().equals("Succeeded") || status.getPhase().equals("Failed")) {
      return new SyncOutcome.Over();
    }
    var overdue = overdue(pod, status.getStartTime());
    if (overdue.isPresent()) {
      return overdue.get();
    }
    return act(pod, actual, memory);
  }

  /** A Pod that the agent has never reported was not taken yet. */
  private static boolean isNew(Pod pod, PodMemory memory) {
    var status = pod.getStatus();
    return memory.startTime().isEmpty() && (status == null || status.getStartTime() == null);
  }

  private Optional<SyncOutcome> overdue(Pod pod, String startTime) {
    var deadline = pod.getSpec().getActiveDeadlineSeconds();
    if (deadline == null || remaining(startTime, deadline).compareTo(Duration.ZERO) > 0) {
      return Optional.empty();
    }
    var message = "Pod was active on the node longer than the specified deadline";
    support.events.normal(pod, "DeadlineExceeded", message);
    return Optional.of(new SyncOutcome.Failed("DeadlineExceeded", message));
  }

  private Duration remaining(String startTime, long deadlineSeconds) {
    return Duration.between(
        support.clock.instant(), Instant.parse(startTime).plusSeconds(deadlineSeconds));
  }

  private SyncOutcome act(Pod pod, RuntimePod actual, PodMemory memory) {
    var resize = support.resizer.plan(pod, actual);
    Map<String, MountedVolume> mounted;
    try {
      if (resize.isEmpty()) {
        cgroups.ensure(pod);
      }
      var addresses = actual.sandbox().map(SandboxStatus::addresses).orElse(List.of());
      mounted = volumes.setUp(pod, addresses);
    } catch (VolumeFailure e) {
      support.events.warning(pod, "FailedMount", String.valueOf(e.getMessage()));
      return new SyncOutcome.Continues(RETRY_PAUSE);
    }
    var plan =
        PodSyncPlan.compute(pod, actual, probes.findings(PodSpecs.uid(pod)), resize.restarts());
    if (!plan.isEmpty() || !resize.isEmpty()) {
      if (!resize.isEmpty()) {
        support.resizer.act(pod, resize);
      }
      execute(pod, actual, memory, mounted, plan);
      var now = observer.look(pod);
      var left = support.resizer.plan(pod, now);
      probes.follow(pod, now);
      observer.report(pod, now, memory, Ending.NONE);
      actions.prune(now);
      var pause = pause(pod, now, memory, plan);
      return new SyncOutcome.Continues(left.isEmpty() ? pause : shorter(pause, RETRY_PAUSE));
    }
    return new SyncOutcome.Continues(pause(pod, actual, memory, plan));
  }

  private void execute(
      Pod pod,
      RuntimePod actual,
      PodMemory memory,
      Map<String, MountedVolume> mounted,
      PodSyncPlan plan) {
    if (plan.killPod()) {
      if (plan.newSandbox().isPresent() && actual.sandbox().isPresent()) {
        support.events.normal(
            pod, "SandboxChanged", "Pod sandbox changed, it will be killed and re-created.");
      }
      actions.killAll(pod, actual);
    }
    plan.kills()
        .forEach(k -> actions.stop(pod, k.spec(), k.container().id(), k.reason(), k.message()));
    actions.remove(plan.removals());
    if (plan.starts().isEmpty()) {
      return;
    }
    home(pod, actual, mounted, plan)
        .ifPresent(home -> plan.starts().forEach(start -> start(pod, start, home, actual, memory)));
  }

  private Optional<Home> home(
      Pod pod, RuntimePod actual, Map<String, MountedVolume> mounted, PodSyncPlan plan) {
    try {
      int attempt =
          plan.newSandbox().orElseGet(() -> actual.sandbox().map(SandboxStatus::attempt).orElse(0));
      var config = support.sandboxes.of(pod, attempt);
      var sandbox =
          plan.newSandbox().isPresent()
              ? actions.newSandbox(config)
              : actual.sandbox().orElseThrow();
      var addresses = actions.addresses(pod, sandbox);
      return Optional.of(new Home(sandbox.id(), config, addresses, mounted));
    } catch (RuntimeFailure e) {
      support.events.warning(
          pod, "FailedCreatePodSandBox", "Failed to create pod sandbox: " + e.getMessage());
    } catch (ConfigFailure e) {
      support.events.warning(
          pod, "FailedCreatePodSandBox", "Failed to create pod sandbox: " + e.getMessage());
    }
    return Optional.empty();
  }

  private void start(Pod pod, Start start, Home home, RuntimePod actual, PodMemory memory) {
    var container = start.spec();
    var name = container.getName();
    var waiting = backOff(pod, container, actual, memory);
    if (waiting.isPresent()) {
      memory.failures().put(name, waiting.get());
      return;
    }
    var failure = actions.start(pod, container, home, actual);
    failure.ifPresentOrElse(
        f -> memory.failures().put(name, f),
        () -> {
          memory.failures().remove(name);
          support.resizer.started(pod, container);
        });
  }

  /** Why a container that has ended is not started yet. */
  private Optional<Failure> backOff(
      Pod pod, Container container, RuntimePod actual, PodMemory memory) {
    var ended =
        actual.containers().stream()
            .filter(c -> c.name().equals(container.getName()))
            .map(ContainerStatus::state)
            .filter(ContainerState.Exited.class::isInstance)
            .map(ContainerState.Exited.class::cast)
            .findFirst();
    if (ended.isEmpty()) {
      return Optional.empty();
    }
    var key = PodActions.restartKey(pod, container);
    var finishedAt = ended.get().finishedAt();
    if (memory.restarts().remaining(key, finishedAt).isEmpty()) {
      memory.restarts().next(key, finishedAt);
      return Optional.empty();
    }
    var format = PodSpecs.format(pod);
    support.events.warning(
        pod,
        container,
        "BackOff",
        "Back-off restarting failed container %s in pod %s".formatted(container.getName(), format));
    return Optional.of(
        new Failure(
            "CrashLoopBackOff",
            "back-off %s restarting failed container=%s pod=%s"
                .formatted(
                    DurationText.of(memory.restarts().pause(key)), container.getName(), format)));
  }

  /** How long nothing is to be done if nothing changes. */
  private Duration pause(Pod pod, RuntimePod now, PodMemory memory, PodSyncPlan plan) {
    var pause = LONGEST_PAUSE;
    for (var start : plan.starts()) {
      var container = start.spec();
      var newest = now.newest(container.getName()).map(ContainerStatus::state);
      var until =
          newest.isPresent() && newest.get() instanceof ContainerState.Exited exited
              ? memory
                  .restarts()
                  .remaining(PodActions.restartKey(pod, container), exited.finishedAt())
              : images.retryIn(pod, container);
      boolean runs = newest.isPresent() && newest.get() instanceof ContainerState.Running;
      pause = runs ? pause : shorter(pause, until.orElse(RETRY_PAUSE));
    }
    if (!plan.starts().isEmpty() && now.sandbox().filter(SandboxStatus::ready).isEmpty()) {
      pause = shorter(pause, RETRY_PAUSE);
    }
    var deadline = pod.getSpec().getActiveDeadlineSeconds();
    if (deadline != null) {
      var started = memory.startTime().orElseGet(() -> support.clock.instant().toString());
      pause = shorter(pause, remaining(started, deadline));
    }
    return pause.isNegative() ? Duration.ZERO : pause.plusMillis(1);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
