package io.navarch.controller.job;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.navarch.controller.podcontrol.Numbers;
import io.navarch.controller.podcontrol.PodFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A Job and its pods at one moment, and what follows from them. An ended pod is counted in two
 * steps: its uid goes into the status, then its finalizer is removed, then the uid becomes part of
 * a counter. So a pod is new exactly while it has the finalizer and its uid is not in the status.
 */
final class JobView {

  private final Job job;
  private final List<Pod> pods;
  private final List<Pod> active;
  private final Set<String> uncountedSucceeded;
  private final Set<String> uncountedFailed;
  private final List<Pod> newlySucceeded;
  private final List<Pod> newlyFailed;
  private final Indexes succeededBefore;
  private final Indexes succeededIndexes;
  private final Optional<Indexes> failedIndexes;
  private final Map<Integer, Pod> awaitingSuccessor;

  JobView(Job job, List<Pod> pods) {
    this.job = job;
    this.pods = pods;
    this.active = pods.stream().filter(PodFacts::isActive).toList();
    var uncounted = job.getStatus() == null ? null : job.getStatus().getUncountedTerminatedPods();
    this.uncountedSucceeded = uncounted == null ? Set.of() : Set.copyOf(uncounted.getSucceeded());
    this.uncountedFailed = uncounted == null ? Set.of() : Set.copyOf(uncounted.getFailed());
    this.newlySucceeded = news(uncountedSucceeded, JobFacts::hasSucceeded);
    this.newlyFailed = news(uncountedFailed, pod -> JobFacts.hasFailed(job, pod));
    this.succeededBefore =
        JobFacts.isIndexed(job) && job.getStatus() != null
            ? Indexes.parse(job.getStatus().getCompletedIndexes(), completions())
            : Indexes.NONE;
    this.succeededIndexes = JobFacts.isIndexed(job) ? succeeded() : Indexes.NONE;
    this.failedIndexes =
        JobFacts.hasLimitPerIndex(job) ? Optional.of(failures()) : Optional.empty();
    this.awaitingSuccessor =
        failedIndexes
            .map(
                failed -> IndexFailures.awaitingSuccessor(job, pods, succeededIndexes.with(failed)))
            .orElse(Map.of());
  }

  private List<Pod> news(Set<String> uncounted, Predicate<Pod> ended) {
    return pods.stream()
        .filter(JobFacts::isTracked)
        .filter(pod -> !uncounted.contains(pod.getMetadata().getUid()))
        .filter(pod -> !JobFacts.isIndexed(job) || JobFacts.wantedIndex(job, pod).isPresent())
        .filter(ended)
        .toList();
  }

  private Indexes succeeded() {
    var now = new TreeSet<Integer>();
    pods.stream()
        .filter(JobFacts::hasSucceeded)
        .filter(JobFacts::isTracked)
        .forEach(pod -> JobFacts.wantedIndex(job, pod).ifPresent(now::add));
    return succeededBefore.with(now);
  }

  private Indexes failures() {
    var text = job.getStatus() == null ? null : job.getStatus().getFailedIndexes();
    return Indexes.parse(text, completions()).with(IndexFailures.failed(job, pods));
  }

  Job job() {
    return job;
  }

  List<Pod> pods() {
    return pods;
  }

  List<Pod> active() {
    return active;
  }

  int completions() {
    return Numbers.orZero(job.getSpec().getCompletions());
  }

  Set<String> uncountedSucceeded() {
    return uncountedSucceeded;
  }

  Set<String> uncountedFailed() {
    return uncountedFailed;
  }

  /** Pods that have succeeded and are in no figure of the status yet. */
  List<Pod> newlySucceeded() {
    return newlySucceeded;
  }

  /** Pods that have failed and are in no figure of the status yet. */
  List<Pod> newlyFailed() {
    return newlyFailed;
  }

  /** The indexes that had succeeded by what the status says. */
  Indexes succeededBefore() {
    return succeededBefore;
  }

  /** The indexes that have succeeded by what the status and the pods say. */
  Indexes succeededIndexes() {
    return succeededIndexes;
  }

  /** The indexes that have failed for good, if each has its own limit. */
  Optional<Indexes> failedIndexes() {
    return failedIndexes;
  }

  /** The failed pods whose finalizer stays until their index has another pod. */
  Map<Integer, Pod> awaitingSuccessor() {
    return awaitingSuccessor;
  }

  boolean isAwaitingSuccessor(Pod pod) {
    return awaitingSuccessor.values().stream()
        .anyMatch(one -> one.getMetadata().getUid().equals(pod.getMetadata().getUid()));
  }

  int terminating() {
    return (int) pods.stream().filter(PodFacts::isTerminating).count();
  }

  int ready() {
    return (int) active.stream().filter(PodFacts::isReady).count();
  }

  int succeededCount() {
    if (JobFacts.isIndexed(job)) {
      return succeededIndexes.total();
    }
    int before = job.getStatus() == null ? 0 : Numbers.orZero(job.getStatus().getSucceeded());
    return before + newlySucceeded.size() + uncountedSucceeded.size();
  }

  /** The failures that count towards the limit. */
  int failedCount() {
    int before = job.getStatus() == null ? 0 : Numbers.orZero(job.getStatus().getFailed());
    long counting =
        newlyFailed.stream().filter(pod -> FailureVerdict.of(job, pod).counts()).count();
    return before + (int) counting + uncountedFailed.size();
  }
}
