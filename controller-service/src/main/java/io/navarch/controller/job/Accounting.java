package io.navarch.controller.job;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.client.transport.ApiClient;
import io.navarch.controller.podcontrol.Batches;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;

/**
 * Counts each ended pod once, whatever fails in between: its uid is stored in the Job's status
 * before its finalizer is removed, and it is counted after.
 */
@RequiredArgsConstructor
final class Accounting {

  /** Bounds the size of the status and the time that one Job takes. */
  private static final int MOST_UNCOUNTED = 500;

  private final ApiClient api;
  private final Tracking tracking;

  /** Which pods need their finalizer no more, and whether those are all. */
  private record Seen(List<Pod> settled, boolean all) {}

  /**
   * Counts what has ended and stores the status; answers whether the Job has ended with it. The
   * action runs when the ended pods are safely in the status.
   */
  boolean settle(JobView view, StatusDraft draft, Optional<JobEnd> end, Runnable onceNoted) {
    var tracked = tracked(view);
    draft.settle(tracked);
    var seen = note(view, draft, end);
    end.ifPresent(draft::target);
    store(draft);
    onceNoted.run();
    var trouble = release(seen.settled(), tracked);
    draft.settle(tracked);
    if (trouble.isPresent()) {
      store(draft);
      throw trouble.get();
    }
    boolean finished = seen.all() && end.isPresent() && draft.finish(end.get());
    store(draft);
    return finished;
  }

  private void store(StatusDraft draft) {
    draft.changed().map(api::updateStatus).ifPresent(draft::stored);
  }

  private static Set<String> tracked(JobView view) {
    return view.pods().stream()
        .filter(JobFacts::isTracked)
        .map(pod -> pod.getMetadata().getUid())
        .collect(Collectors.toCollection(ConcurrentHashMap::newKeySet));
  }

  private static Seen note(JobView view, StatusDraft draft, Optional<JobEnd> end) {
    var settled = new ArrayList<Pod>();
    var indexes = new TreeSet<Integer>();
    boolean all = true;
    for (var pod : ordered(view)) {
      if (!mayLeave(view, pod, end)) {
        continue;
      }
      settled.add(pod);
      note(view, draft, pod, end, indexes);
      if (indexes.size() + draft.uncounted() >= MOST_UNCOUNTED) {
        all = false; // what is stored now asks for another look
        break;
      }
    }
    if (JobFacts.isIndexed(view.job())) {
      draft.indexes(view.succeededBefore().with(indexes), view.failedIndexes());
    }
    return new Seen(settled, all);
  }

  /** Indexes are told in order. */
  private static List<Pod> ordered(JobView view) {
    return view.pods().stream()
        .filter(JobFacts::isTracked)
        .sorted(Comparator.comparingInt(pod -> JobFacts.index(pod).orElse(-1)))
        .toList();
  }

  private static boolean mayLeave(JobView view, Pod pod, Optional<JobEnd> end) {
    var job = view.job();
    if (job.getMetadata().getDeletionTimestamp() != null
        || end.isPresent()
        || JobFacts.hasSucceeded(pod)) {
      return true;
    }
    return JobFacts.hasFailed(job, pod) && !view.isAwaitingSuccessor(pod);
  }

  private static void note(
      JobView view, StatusDraft draft, Pod pod, Optional<JobEnd> end, Set<Integer> indexes) {
    var job = view.job();
    var uid = pod.getMetadata().getUid();
    var index = JobFacts.wantedIndex(job, pod);
    if (JobFacts.hasSucceeded(pod) && !view.uncountedFailed().contains(uid)) {
      if (!JobFacts.isIndexed(job)) {
        draft.succeeded(uid);
      } else if (index.isPresent() && !view.succeededBefore().has(index.getAsInt())) {
        indexes.add(index.getAsInt());
      }
      return;
    }
    boolean failed = JobFacts.hasFailed(job, pod) || end.filter(one -> !one.success()).isPresent();
    if (failed
        && (!JobFacts.isIndexed(job) || index.isPresent())
        && FailureVerdict.of(job, pod).counts()) {
      draft.failed(uid);
    }
  }

  /** Removes finalizers; the pods for which that worked are tracked no more. */
  private Optional<RuntimeException> release(List<Pod> pods, Set<String> tracked) {
    List<Runnable> steps = new ArrayList<>();
    for (var pod : pods) {
      steps.add(() -> {
        tracking.release(pod);
        tracked.remove(pod.getMetadata().getUid());
      });
    }
    return Batches.all(steps);
  }
}
