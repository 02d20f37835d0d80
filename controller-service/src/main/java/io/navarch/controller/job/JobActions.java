package io.navarch.controller.job;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.navarch.controller.podcontrol.Batches;
import io.navarch.controller.podcontrol.PodControl;
import io.navarch.controller.podcontrol.PodFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import lombok.RequiredArgsConstructor;

/** Makes and removes pods, and keeps the draft of the status in step. Answers what failed first. */
@RequiredArgsConstructor
final class JobActions {

  private final PodControl control;
  private final Tracking tracking;

  /** Removes pods of a Job that is over; they still have to be counted. */
  Optional<RuntimeException> end(Job job, List<Pod> pods, StatusDraft draft) {
    return each(pods, draft, pod -> control.delete(job, pod));
  }

  /** Removes pods that are not wanted any more; they count as neither failed nor succeeded. */
  Optional<RuntimeException> remove(Job job, List<Pod> pods, StatusDraft draft) {
    return each(
        pods,
        draft,
        pod -> {
          tracking.release(pod);
          control.delete(job, pod);
        });
  }

  private static Optional<RuntimeException> each(
      List<Pod> pods, StatusDraft draft, Consumer<Pod> action) {
    var removed = new AtomicInteger();
    var ready = new AtomicInteger();
    List<Runnable> steps = new ArrayList<>();
    for (var pod : pods) {
      steps.add(() -> {
        action.accept(pod);
        removed.incrementAndGet();
        ready.addAndGet(PodFacts.isReady(pod) ? 1 : 0);
      });
    }
    var trouble = Batches.all(steps);
    draft.removed(removed.get(), ready.get());
    return trouble;
  }

  /** Makes pods, slowly at first. */
  Optional<RuntimeException> create(JobView view, List<OptionalInt> indexes, StatusDraft draft) {
    var left = new ConcurrentLinkedQueue<>(indexes);
    var made = new AtomicInteger();
    var trouble =
        Batches.slowStart(
            indexes.size(),
            () -> {
              var index = left.poll();
              if (index != null) {
                control.create(view.job(), JobPods.make(view, index));
                made.incrementAndGet();
              }
            });
    draft.made(made.get());
    return trouble;
  }
}
