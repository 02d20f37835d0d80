package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.pod.status.PodObservation.Ending;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one Pod as it should be, on a thread of its own, from its first appearance until nothing of
 * it is left.
 *
 * <pre>
 *   LIVING -> ENDING     the Pod is deleted, is over, failed, evicted, or gone from the API
 *   ENDING -> ENDED      nothing of it runs; volumes and cgroup are away, the API knows
 *   ENDED  -> FORGOTTEN  the API has it no more; containers, logs and files are away
 * </pre>
 */
@Slf4j
final class PodWorker {

  private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONG_PAUSE = Duration.ofMinutes(10);
  private static final Duration LOOK_WHILE_ENDING = Duration.ofSeconds(5);

  /** Where the worker stands. */
  private enum Stage {
    LIVING,
    ENDING,
    ENDED,
    FORGOTTEN
  }

  private final PodSyncer syncer;
  private final PodEnding ender;
  private final PodMemory memory;
  private final Runnable onForgotten;
  private final Semaphore signals = new Semaphore(0);
  private volatile Pod pod;
  private volatile boolean removed;
  private volatile @Nullable Ending verdict;
  private volatile Duration allowance = Duration.ZERO;
  private volatile boolean stopping;
  private Stage stage = Stage.LIVING;
  private Ending ending = Ending.NONE;
  private Duration grace = Duration.ZERO;
  private @Nullable CompletableFuture<Void> end;

  PodWorker(Pod pod, PodSyncer syncer, PodEnding ender, PodMemory memory, Runnable onForgotten) {
    this.pod = pod;
    this.syncer = syncer;
    this.ender = ender;
    this.memory = memory;
    this.onForgotten = onForgotten;
  }

  void start() {
    Thread.ofVirtual().name("pod-" + pod.getMetadata().getName()).start(this::run);
  }

  /** The API has a newer state of the Pod. */
  void update(Pod newer) {
    pod = newer;
    wake();
  }

  /** The API has the Pod no more. */
  void removed() {
    removed = true;
    wake();
  }

  /**
   * The agent itself wants the Pod to end, for example to get memory back.
   *
   * @param within how long it may take; the Pod's own grace period counts if it is shorter
   */
  void evict(String reason, String message, Duration within) {
    allowance = within;
    verdict = Ending.forTheNode(reason, message);
    wake();
  }

  /** Something about the Pod may have changed. */
  void wake() {
    signals.release();
  }

  /** The agent ends; the Pod stays as it is. */
  void stop() {
    stopping = true;
    wake();
  }

  Pod pod() {
    return pod;
  }

  private void run() {
    while (!stopping && stage != Stage.FORGOTTEN) {
      var pause = stepSafely();
      try {
        if (signals.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          signals.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    if (stage == Stage.FORGOTTEN) {
      onForgotten.run();
    }
  }

  /** The outermost loop of a Pod: whatever goes wrong is logged and tried again. */
  private Duration stepSafely() {
    try {
      return step();
    } catch (RuntimeFailure e) {
      log.atWarn()
          .addKeyValue("pod", PodSpecs.format(pod))
          .addKeyValue("error", e.getMessage())
          .log("runtime failed");
    } catch (Exception e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("pod", PodSpecs.format(pod))
          .log("pod could not be synced");
    }
    return RETRY_PAUSE;
  }

  private Duration step() {
    return switch (stage) {
      case LIVING -> live();
      case ENDING -> continueEnding();
      case ENDED -> awaitRemoval();
      case FORGOTTEN -> Duration.ZERO;
    };
  }

  private Duration live() {
    var current = pod;
    var judged = verdict;
    if (removed || PodSpecs.isTerminating(current)) {
      return beginEnding(current, new Ending(true, false, false, "", ""));
    }
    if (judged != null) {
      return beginEnding(current, judged);
    }
    if (PodSpecs.isFinished(current)) {
      return beginEnding(current, new Ending(true, false, false, "", ""));
    }
    return switch (syncer.sync(current, memory)) {
      case SyncOutcome.Continues(var pause) -> pause;
      case SyncOutcome.Over _ -> beginEnding(current, new Ending(true, false, false, "", ""));
      case SyncOutcome.Failed(var reason, var message) ->
          beginEnding(current, new Ending(true, false, true, reason, message));
    };
  }

  private Duration beginEnding(Pod current, Ending how) {
    ending = how;
    var own = PodSpecs.gracePeriod(current);
    grace = how.disruption() && allowance.compareTo(own) < 0 ? allowance : own;
    stage = Stage.ENDING;
    end = ender.begin(current, memory, ending, grace, this::wake);
    return continueEnding();
  }

  private Duration continueEnding() {
    var current = pod;
    var asked = PodSpecs.gracePeriod(current);
    if (removed) {
      asked = Duration.ZERO;
    }
    if (asked.compareTo(grace) < 0) {
      grace = asked;
      ender.hurry(current, grace);
    }
    var running = end;
    if (running != null && !running.isDone()) {
      ender.report(current, memory, ending);
      return LOOK_WHILE_ENDING;
    }
    if (!ender.finish(current, memory, ending)) {
      end = ender.begin(current, memory, ending, grace, this::wake);
      return LOOK_WHILE_ENDING;
    }
    stage = Stage.ENDED;
    return awaitRemoval();
  }

  private Duration awaitRemoval() {
    if (removed) {
      ender.forget(pod);
      stage = Stage.FORGOTTEN;
      return Duration.ZERO;
    }
    if (PodSpecs.isTerminating(pod)) {
      ender.confirm(pod);
      return RETRY_PAUSE;
    }
    return LONG_PAUSE;
  }
}
