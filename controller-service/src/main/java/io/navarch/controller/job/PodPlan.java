package io.navarch.controller.job;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.navarch.controller.podcontrol.Numbers;
import io.navarch.controller.podcontrol.PodDeletionOrder;
import io.navarch.controller.podcontrol.PodFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What to do next about the pods of a Job that goes on: take some away or make some, never both at
 * once. Pure.
 */
sealed interface PodPlan {

  /** More is left to the next look, so that a huge Job leaves others their turn. */
  int MOST_AT_ONCE = 500;

  /** Pods that are too many. */
  record Remove(List<Pod> pods) implements PodPlan {}

  /** Pods that are missing; each of an index if the Job is indexed. */
  record Create(List<OptionalInt> indexes) implements PodPlan {}

  /** Nothing before a while has passed since the last failure. */
  record Wait(Duration delay) implements PodPlan {}

  /** All is as it should be. */
  record Nothing() implements PodPlan {}

  /** Compares what runs with what should. */
  static PodPlan compute(JobView view, Backoff backoff, Instant now) {
    var job = view.job();
    if (JobFacts.isSuspended(job)) {
      return view.active().isEmpty() ? new Nothing() : new Remove(view.active());
    }
    int active = view.active().size();
    int wanted = wanted(view);
    var surplus = surplus(view, Math.max(0, active - wanted), now);
    if (!surplus.isEmpty()) {
      return new Remove(surplus.subList(0, Math.min(MOST_AT_ONCE, surplus.size())));
    }
    int missing = wanted - active - (JobFacts.replacesOnlyFailed(job) ? view.terminating() : 0);
    if (missing <= 0) {
      return new Nothing();
    }
    int count = Math.min(missing, MOST_AT_ONCE);
    if (JobFacts.hasLimitPerIndex(job)) {
      return perIndex(view, pending(view, count), now);
    }
    var wait = backoff.remaining(now);
    if (wait.isPositive()) {
      return new Wait(wait);
    }
    return JobFacts.isIndexed(job)
        ? create(pending(view, count))
        : new Create(Collections.nCopies(count, OptionalInt.empty()));
  }

  private static PodPlan create(List<Integer> indexes) {
    return indexes.isEmpty()
        ? new Nothing()
        : new Create(indexes.stream().map(OptionalInt::of).toList());
  }

  private static int wanted(JobView view) {
    int parallelism = Numbers.orZero(view.job().getSpec().getParallelism());
    if (view.job().getSpec().getCompletions() == null) {
      return view.succeededCount() > 0 ? view.active().size() : parallelism;
    }
    return Math.clamp(view.completions() - view.succeededCount(), 0, parallelism);
  }

  private static List<Pod> surplus(JobView view, int atLeast, Instant now) {
    var remove = new ArrayList<Pod>();
    var keep = new ArrayList<>(view.active());
    var order = PodDeletionOrder.cheapestFirst(List.of(), now);
    if (JobFacts.isIndexed(view.job())) {
      remove.addAll(misplaced(view.job(), keep, order));
      keep.removeAll(remove);
    }
    if (remove.size() < atLeast) {
      keep.sort(order);
      remove.addAll(keep.subList(0, Math.min(keep.size(), atLeast - remove.size())));
    }
    return remove;
  }

  /** Pods of no wanted index, and all but the best of each other. */
  private static List<Pod> misplaced(Job job, List<Pod> pods, Comparator<Pod> order) {
    var remove = new ArrayList<Pod>();
    var best = new TreeMap<Integer, Pod>();
    for (var pod : pods) {
      var index = JobFacts.wantedIndex(job, pod);
      if (index.isEmpty()) {
        remove.add(pod);
        continue;
      }
      var other = best.get(index.getAsInt());
      boolean better = other == null || order.compare(other, pod) < 0;
      if (better) {
        best.put(index.getAsInt(), pod);
      }
      Optional.ofNullable(better ? other : pod).ifPresent(remove::add);
    }
    return remove;
  }

  /** The lowest indexes that nobody works on and that are not done with. */
  private static List<Integer> pending(JobView view, int count) {
    var busy = new ArrayList<Integer>();
    boolean waits = JobFacts.replacesOnlyFailed(view.job());
    view.pods().stream()
        .filter(pod -> PodFacts.isActive(pod) || (waits && PodFacts.isTerminating(pod)))
        .forEach(pod -> JobFacts.index(pod).ifPresent(busy::add));
    return view.succeededIndexes()
        .with(busy)
        .with(view.failedIndexes().orElse(Indexes.NONE))
        .missing(count, view.completions());
  }

  private static PodPlan perIndex(JobView view, List<Integer> pending, Instant now) {
    var at = new ArrayList<Integer>();
    var shortest = Optional.<Duration>empty();
    for (int index : pending) {
      var wait =
          Optional.ofNullable(view.awaitingSuccessor().get(index))
              .map(pod -> Backoff.ofIndex(pod).remaining(now))
              .orElse(Duration.ZERO);
      if (wait.isPositive()) {
        shortest = shortest.filter(other -> other.compareTo(wait) < 0).or(() -> Optional.of(wait));
      } else {
        at.add(index);
      }
    }
    return at.isEmpty() && shortest.isPresent() ? new Wait(shortest.get()) : create(at);
  }
}
