package io.navarch.controller.job;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.navarch.controller.podcontrol.PodFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What can be read off a Job and one of its pods. */
public final class JobFacts {

  static final String FINALIZER = "batch.kubernetes.io/job-tracking";
  static final String INDEX = "batch.kubernetes.io/job-completion-index";
  static final String COMPLETE = "Complete";
  static final String FAILED = "Failed";
  static final String SUCCESS_CRITERIA_MET = "SuccessCriteriaMet";
  static final String FAILURE_TARGET = "FailureTarget";

  private static final String OURSELVES = "kubernetes.io/job-controller";

  private JobFacts() {}

  /** A condition of the Job that is true. */
  public static Optional<JobCondition> condition(Job job, String type) {
    return conditions(job).stream()
        .filter(condition -> type.equals(condition.getType()))
        .filter(condition -> "True".equals(condition.getStatus()))
        .findFirst();
  }

  static List<JobCondition> conditions(Job job) {
    return job.getStatus() == null || job.getStatus().getConditions() == null
        ? List.of()
        : job.getStatus().getConditions();
  }

  /** The condition by which the Job has ended, well or badly. */
  public static Optional<JobCondition> finish(Job job) {
    return condition(job, COMPLETE).or(() -> condition(job, FAILED));
  }

  /** Whether another controller has been asked to see to the Job. */
  static boolean isManagedElsewhere(Job job) {
    var manager = job.getSpec().getManagedBy();
    return manager != null && !manager.equals(OURSELVES);
  }

  static boolean isIndexed(Job job) {
    return "Indexed".equals(job.getSpec().getCompletionMode());
  }

  static boolean isSuspended(Job job) {
    return Boolean.TRUE.equals(job.getSpec().getSuspend());
  }

  static boolean hasLimitPerIndex(Job job) {
    return isIndexed(job) && job.getSpec().getBackoffLimitPerIndex() != null;
  }

  /** Whether a pod must have come to its end, and not just be on its way out, to be replaced. */
  static boolean replacesOnlyFailed(Job job) {
    return "Failed".equals(job.getSpec().getPodReplacementPolicy())
        || job.getSpec().getPodFailurePolicy() != null;
  }

  static boolean isTracked(Pod pod) {
    return pod.getMetadata().getFinalizers().contains(FINALIZER);
  }

  static boolean hasSucceeded(Pod pod) {
    return PodFacts.phase(pod).equals("Succeeded");
  }

  /** Whether the pod counts as failed, which one that is being deleted may do before its end. */
  static boolean hasFailed(Job job, Pod pod) {
    return PodFacts.phase(pod).equals(FAILED)
        || (!replacesOnlyFailed(job) && PodFacts.isTerminating(pod));
  }

  /** The completion index that the pod was made for. */
  static OptionalInt index(Pod pod) {
    var annotations = pod.getMetadata().getAnnotations();
    var text = annotations == null ? null : annotations.get(INDEX);
    try {
      int index = text == null ? -1 : Integer.parseInt(text);
      return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    } catch (NumberFormatException _) {
      return OptionalInt.empty();
    }
  }

  /** The index of the pod, if the Job still wants that one. */
  static OptionalInt wantedIndex(Job job, Pod pod) {
    var index = index(pod);
    return index.isPresent() && index.getAsInt() < job.getSpec().getCompletions()
        ? index
        : OptionalInt.empty();
  }

  /** When the pod came to its end, as exactly as can be told. */
  static Instant finished(Pod pod) {
    return containersFinished(pod)
        .or(() ->
            PodFacts.condition(pod, "Ready")
                .filter(ready -> "False".equals(ready.getStatus()))
                .filter(ready -> ready.getLastTransitionTime() != null)
                .map(ready -> Instant.parse(ready.getLastTransitionTime())))
        .or(() -> deletionAsked(pod))
        .orElseGet(() -> PodFacts.created(pod));
  }

  private static Optional<Instant> containersFinished(Pod pod) {
    if (pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null) {
      return Optional.empty();
    }
    var latest = Optional.<Instant>empty();
    for (var container : pod.getStatus().getContainerStatuses()) {
      var end = container.getState() == null ? null : container.getState().getTerminated();
      if (end == null || end.getFinishedAt() == null) {
        return Optional.empty();
      }
      var at = Instant.parse(end.getFinishedAt());
      latest = latest.filter(at::isBefore).or(() -> Optional.of(at));
    }
    return latest;
  }

  private static Optional<Instant> deletionAsked(Pod pod) {
    var meta = pod.getMetadata();
    var grace = meta.getDeletionGracePeriodSeconds();
    return Optional.ofNullable(meta.getDeletionTimestamp())
        .map(Instant::parse)
        .map(end -> end.minus(Duration.ofSeconds(grace == null ? 0 : grace)));
  }
}
