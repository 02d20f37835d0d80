package io.navarch.scheduler.cycle;

import io.navarch.client.leader.LeadershipListener;
import io.navarch.scheduler.framework.CycleState;
import io.navarch.scheduler.framework.Diagnosis;
import io.navarch.scheduler.framework.NominationResult;
import io.navarch.scheduler.framework.PluginRunner;
import io.navarch.scheduler.framework.StepResult;
import io.navarch.scheduler.queue.QueuedPod;
import io.navarch.scheduler.queue.SchedulingQueue;
import io.navarch.scheduler.snapshot.ClusterCache;
import io.navarch.scheduler.snapshot.ClusterSnapshot;
import io.navarch.scheduler.snapshot.PodInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler's main loop: take the next Pod, choose its node on a snapshot, assume it there,
 * bind it beside the next round. One thread decides, so that two Pods never get the same room;
 * bindings run on virtual threads. Turns only while this process leads.
 */
@Slf4j
@RequiredArgsConstructor
final class SchedulingLoop implements LeadershipListener {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final SchedulingQueue queue;
  private final ClusterCache cache;
  private final PluginRunner plugins;
  private final SchedulingCycle cycle;
  private final BindingCycle binding;
  private final AttemptReporter reporter;
  private final Clock clock;
  private @Nullable Thread thread;
  private @Nullable ExecutorService bindings;
  private volatile boolean running;

  @Override
  public void started() {
    running = true;
    var executor =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("bind-", 0).factory());
    bindings = executor;
    thread = Thread.ofPlatform().name("scheduling").start(() -> run(executor));
  }

  @Override
  public void stopped() {
    running = false;
    var loop = thread;
    var executor = bindings;
    if (loop == null || executor == null) {
      return;
    }
    loop.interrupt();
    executor.shutdown();
    try {
      if (!loop.join(STOP_LIMIT)
          || !executor.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        log.atWarn().log("scheduling did not stop in time");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the loop turns, or this process does not lead. */
  boolean isAlive() {
    var loop = thread;
    return !running || (loop != null && loop.isAlive());
  }

  private void run(ExecutorService executor) {
    while (running) {
      try {
        queue.poll(PAUSE).ifPresent(pod -> attempt(pod, executor));
      } catch (InterruptedException _) {
        return; // leadership ended
      } catch (RuntimeException e) {
        log.atError().setCause(e).log("a scheduling attempt failed unexpectedly");
      }
    }
  }

  private void attempt(QueuedPod queued, ExecutorService executor) {
    var began = clock.instant();
    var state = new CycleState();
    var snapshot = cache.snapshot();
    try {
      switch (cycle.place(state, queued.pod(), snapshot)) {
        case Placement.Placed(var node, _, _) -> assume(queued, state, node, began, executor);
        case Placement.Nowhere(var diagnosis) -> reject(queued, state, diagnosis, snapshot, began);
      }
    } catch (RuntimeException e) {
      log.atError()
          .setCause(e)
          .addKeyValue("pod", queued.pod().key())
          .log("no decision, will retry");
      reporter.failed(queued.pod(), "scheduling failed: " + e.getMessage(), since(began));
      queue.retry(queued);
    }
  }

  private void assume(
      QueuedPod queued, CycleState state, String node, Instant began, ExecutorService executor) {
    var assumed = assumedOn(queued.pod(), node);
    cache.putPod(assumed);
    try {
      executor.execute(() -> bind(queued, state, node, began));
    } catch (RejectedExecutionException _) {
      cache.removePod(assumed.uid()); // leadership has ended meanwhile
      queue.retry(queued);
    }
  }

  private void bind(QueuedPod queued, CycleState state, String node, Instant began) {
    switch (tryToBind(queued, state, node)) {
      case StepResult.Failed(var reason) -> {
        cache.removePod(queued.pod().uid());
        reporter.failed(queued.pod(), reason, since(began));
        queue.retry(queued);
      }
      case StepResult.Done() -> reporter.scheduled(queued, node, since(began));
      case StepResult.Skipped() -> throw new IllegalStateException("the binding cycle never skips");
    }
  }

  private StepResult tryToBind(QueuedPod queued, CycleState state, String node) {
    try {
      return binding.run(state, queued.pod(), node);
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("pod", queued.pod().key()).log("binding failed");
      return new StepResult.Failed("binding failed: " + e.getMessage());
    }
  }

  private void reject(
      QueuedPod queued,
      CycleState state,
      Diagnosis diagnosis,
      ClusterSnapshot snapshot,
      Instant began) {
    var message = diagnosis.message();
    var help = plugins.postFilter(state, queued.pod(), diagnosis, snapshot);
    if (help.isPresent() && help.get() instanceof NominationResult.Unresolved(var reason)) {
      message += " " + reason;
    }
    queue.setAside(queued, diagnosis.totalNodes() == 0 ? Set.of("NodeName") : diagnosis.plugins());
    reporter.unschedulable(queued.pod(), message, since(began));
  }

  private static PodInfo assumedOn(PodInfo pod, String node) {
    var bound = pod.pod().edit().editSpec().withNodeName(node).endSpec().build();
    return new PodInfo(bound, pod.key(), pod.requests(), pod.scoredRequests(), pod.hostPorts());
  }

  private Duration since(Instant began) {
    return Duration.between(began, clock.instant());
  }
}
