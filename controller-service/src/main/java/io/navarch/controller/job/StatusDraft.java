package io.navarch.controller.job;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.navarch.controller.podcontrol.Numbers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A Job's status while it is being brought up to date; for one look at one Job. */
final class StatusDraft {

  private static final String SUSPENDED = "Suspended";

  private final Instant now;
  private final List<JobCondition> conditions;
  private final LinkedHashSet<String> uncountedSucceeded;
  private final LinkedHashSet<String> uncountedFailed;
  private Job stored;
  private Optional<Instant> started;
  private @Nullable String completed;
  private @Nullable String completedIndexes;
  private @Nullable String failedIndexes;
  private int succeeded;
  private int failed;
  private int active;
  private int ready;
  private int terminating;

  StatusDraft(JobView view, Instant now) {
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
    this.stored = view.job();
    this.conditions = new ArrayList<>(JobFacts.conditions(stored));
    this.uncountedSucceeded = new LinkedHashSet<>(view.uncountedSucceeded());
    this.uncountedFailed = new LinkedHashSet<>(view.uncountedFailed());
    var status = stored.getStatus() == null ? new JobStatus() : stored.getStatus();
    this.started = Optional.ofNullable(status.getStartTime()).map(Instant::parse);
    this.completed = status.getCompletionTime();
    this.completedIndexes = status.getCompletedIndexes();
    this.failedIndexes = status.getFailedIndexes();
    this.succeeded = Numbers.orZero(status.getSucceeded());
    this.failed = Numbers.orZero(status.getFailed());
    this.active = view.active().size();
    this.ready = view.ready();
    this.terminating = view.terminating();
    if (started.isEmpty() && !JobFacts.isSuspended(stored)) {
      started = Optional.of(this.now);
    }
  }

  Optional<Instant> started() {
    return started;
  }

  int active() {
    return active;
  }

  /** The Job as it was last stored. */
  Job stored() {
    return stored;
  }

  /** Pods were sent home. */
  void removed(int pods, int readyOnes) {
    active -= pods;
    ready -= readyOnes;
    terminating += pods;
  }

  /** Pods were made. */
  void made(int pods) {
    active += pods;
  }

  /** Says that the Job is suspended; answers whether that is new. */
  boolean suspend() {
    started = Optional.empty(); // so that the template may change, and the deadline begin again
    return set(SUSPENDED, "True", "JobSuspended", "Job suspended");
  }

  /** Says that the Job is not suspended any more; answers whether that is new. */
  boolean resume() {
    boolean resumed = set(SUSPENDED, "False", "JobResumed", "Job resumed");
    if (resumed) {
      started = Optional.of(now); // the deadline runs while the Job does
    }
    return resumed;
  }

  /** Says why the Job's pods are sent home, unless it says so already. */
  void target(JobEnd end) {
    boolean said = conditions.stream().anyMatch(one -> one.getType().equals(end.target()));
    if (!said) {
      set(end.target(), "True", end.reason(), end.message());
    }
  }

  /** Says that the Job has ended, if every pod is gone and counted; answers whether it has. */
  boolean finish(JobEnd end) {
    if (uncounted() > 0 || terminating > 0) {
      return false;
    }
    set(end.terminal(), "True", end.reason(), end.message());
    if (end.success()) {
      completed = now.toString();
    }
    return true;
  }

  private boolean set(String type, String status, String reason, String message) {
    var known = conditions.stream().filter(one -> one.getType().equals(type)).findFirst();
    boolean same =
        known
            .map(one ->
                one.getStatus().equals(status)
                    && reason.equals(one.getReason())
                    && message.equals(one.getMessage()))
            .orElse(status.equals("False"));
    if (same) {
      return false;
    }
    var condition =
        new JobConditionBuilder()
            .withType(type)
            .withStatus(status)
            .withReason(reason)
            .withMessage(message)
            .withLastProbeTime(now.toString())
            .withLastTransitionTime(now.toString())
            .build();
    known.ifPresentOrElse(
        one -> conditions.set(conditions.indexOf(one), condition), () -> conditions.add(condition));
    return true;
  }

  int uncounted() {
    return uncountedSucceeded.size() + uncountedFailed.size();
  }

  /** Remembers a pod that has succeeded until its finalizer is gone. */
  void succeeded(String uid) {
    uncountedSucceeded.add(uid);
  }

  /** Remembers a pod that has failed until its finalizer is gone. */
  void failed(String uid) {
    uncountedFailed.add(uid);
  }

  /** Counts the remembered pods whose finalizer is gone. */
  void settle(Set<String> tracked) {
    succeeded += retain(uncountedSucceeded, tracked);
    failed += retain(uncountedFailed, tracked);
  }

  private static int retain(Set<String> uids, Set<String> tracked) {
    int before = uids.size();
    uids.retainAll(tracked);
    return before - uids.size();
  }

  /** Says which indexes are done with; they are the counter of an indexed Job. */
  void indexes(Indexes done, Optional<Indexes> failures) {
    succeeded = done.total();
    completedIndexes = done.total() == 0 ? null : done.toString();
    failedIndexes = failures.map(Indexes::toString).orElse(null);
  }

  /** The Job with the new status, unless that is what is stored. */
  Optional<Job> changed() {
    var status =
        new JobStatusBuilder(stored.getStatus() == null ? new JobStatus() : stored.getStatus())
            .withConditions(conditions)
            .withStartTime(started.map(Instant::toString).orElse(null))
            .withCompletionTime(completed)
            .withActive(Numbers.orNull(active))
            .withReady(ready)
            .withTerminating(terminating)
            .withSucceeded(Numbers.orNull(succeeded))
            .withFailed(Numbers.orNull(failed))
            .withCompletedIndexes(completedIndexes)
            .withFailedIndexes(failedIndexes)
            .withNewUncountedTerminatedPods()
            .withSucceeded(List.copyOf(uncountedSucceeded))
            .withFailed(List.copyOf(uncountedFailed))
            .endUncountedTerminatedPods()
            .build();
    return status.equals(stored.getStatus())
        ? Optional.empty()
        : Optional.of(new JobBuilder(stored).withStatus(status).build());
  }

  /** The Job has been stored, and answered so. */
  void stored(Job job) {
    stored = job;
  }
}
