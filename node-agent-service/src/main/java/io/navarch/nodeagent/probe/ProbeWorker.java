package io.navarch.nodeagent.probe;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.runtime.ContainerId;
import io.navarch.nodeagent.runtime.ContainerState;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

/** Asks one container one kind of question, again and again, on a thread of its own. */
@Slf4j
final class ProbeWorker {

  private static final int DEFAULT_PERIOD = 10;
  private static final int DEFAULT_FAILURES = 3;
  private static final int ATTEMPTS = 3;

  private final ProbedPod pod;
  private final Container container;
  private final ProbeKind kind;
  private final Probe probe;
  private final ProbeJudge judge;
  private final Clock clock;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean stopped;
  private @Nullable ContainerId current;
  private boolean onHold;
  private boolean lastFailed;
  private int inARow;

  ProbeWorker(
      ProbedPod pod,
      Container container,
      ProbeKind kind,
      Probe probe,
      ProbeJudge judge,
      Clock clock) {
    this.pod = pod;
    this.container = container;
    this.kind = kind;
    this.probe = probe;
    this.judge = judge;
    this.clock = clock;
  }

  void start() {
    Thread.ofVirtual().name("probe-%s-%s".formatted(container.getName(), kind)).start(this::run);
  }

  void stop() {
    stopped = true;
    wake.release();
  }

  /** Asks now rather than when the period is over. */
  void hurry() {
    wake.release();
  }

  ProbeKind kind() {
    return kind;
  }

  private void run() {
    var period = Duration.ofSeconds(orElse(probe.getPeriodSeconds(), DEFAULT_PERIOD));
    while (!stopped) {
      try {
        tick();
      } catch (RuntimeException e) {
        log.atWarn().setCause(e).addKeyValue("container", container.getName()).log("probe failed");
      }
      try {
        if (wake.tryAcquire(period.toMillis(), TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void tick() {
    var status = pod.runtime().newest(container.getName());
    if (status.isEmpty()) {
      return;
    }
    var id = status.get().id();
    if (!id.equals(current)) {
      current = id;
      onHold = false;
      inARow = 0;
      if (kind == ProbeKind.READINESS) {
        pod.set(kind, id, false);
      }
    }
    if (!(status.get().state() instanceof ContainerState.Running(var startedAt))) {
      if (kind == ProbeKind.READINESS) {
        pod.set(kind, id, false);
      }
      return;
    }
    var age = Duration.between(startedAt, clock.instant());
    boolean started = container.getStartupProbe() == null || pod.findings().hasStarted(id);
    boolean wanted = (kind == ProbeKind.STARTUP) != started;
    if (onHold || !wanted || age.toSeconds() < orElse(probe.getInitialDelaySeconds(), 0)) {
      return;
    }
    askAndCount(pod.pod(), id);
  }

  private void askAndCount(Pod asked, ContainerId id) {
    var timeout = Duration.ofSeconds(Math.max(1, orElse(probe.getTimeoutSeconds(), 1)));
    var target = new ProbeTarget(probe, container, id, pod.address(), timeout);
    ProbeOutcome outcome = judge.ask(target);
    for (int i = 1; i < ATTEMPTS && outcome instanceof ProbeOutcome.Unknown; i++) {
      outcome = judge.ask(target);
    }
    judge.tell(asked, container, kind, outcome);
    if (outcome instanceof ProbeOutcome.Unknown || stopped) {
      return;
    }
    boolean failed = outcome instanceof ProbeOutcome.Failure;
    inARow = failed == lastFailed ? inARow + 1 : 1;
    lastFailed = failed;
    int needed =
        failed
            ? orElse(probe.getFailureThreshold(), DEFAULT_FAILURES)
            : orElse(probe.getSuccessThreshold(), 1);
    if (inARow < needed) {
      return;
    }
    pod.set(kind, id, !failed);
    if (failed && kind != ProbeKind.READINESS) {
      onHold = true;
      inARow = 0;
    }
  }

  private static int orElse(@Nullable Integer value, int otherwise) {
    return value == null || (value == 0 && otherwise > 1) ? otherwise : value;
  }

  /** Whether a container of the Pod may be asked at all. */
  static boolean isProbed(Pod pod, Container container) {
    return PodSpecs.containers(pod).stream().anyMatch(c -> c.getName().equals(container.getName()))
        || PodSpecs.isRestartable(container);
  }
}
