package io.navarch.controller.job;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.SuccessPolicyRule;
import io.navarch.controller.podcontrol.Numbers;
import io.navarch.controller.podcontrol.PodFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a Job is over. It says so twice: with the first condition its pods are sent home, with the
 * second, when all of them are gone, it has ended.
 *
 * @param success whether it has reached what it was for
 * @param reason in one word
 * @param message in a sentence
 */
record JobEnd(boolean success, String reason, String message) {

  static final JobEnd COMPLETIONS_REACHED =
      new JobEnd(true, "CompletionsReached", "Reached expected number of succeeded pods");
  private static final JobEnd BACKOFF_LIMIT =
      new JobEnd(false, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
  private static final JobEnd DEADLINE =
      new JobEnd(false, "DeadlineExceeded", "Job was active longer than specified deadline");
  private static final JobEnd MAX_FAILED_INDEXES =
      new JobEnd(
          false,
          "MaxFailedIndexesExceeded",
          "Job has exceeded the specified maximal number of failed indexes");
  private static final JobEnd FAILED_INDEXES =
      new JobEnd(false, "FailedIndexes", "Job has failed indexes");

  /** The condition that comes first. */
  String target() {
    return success ? JobFacts.SUCCESS_CRITERIA_MET : JobFacts.FAILURE_TARGET;
  }

  /** The condition that comes last. */
  String terminal() {
    return success ? JobFacts.COMPLETE : JobFacts.FAILED;
  }

  /** Whether the Job is over, other than by having succeeded often enough. */
  static Optional<JobEnd> of(JobView view, Optional<Instant> started, Instant now) {
    return decided(view)
        .or(() -> failurePolicy(view))
        .or(() -> limits(view, started, now))
        .or(() -> failedIndexes(view))
        .or(() -> successPolicy(view));
  }

  private static Optional<JobEnd> decided(JobView view) {
    return JobFacts.condition(view.job(), JobFacts.SUCCESS_CRITERIA_MET)
        .map(met -> new JobEnd(true, met.getReason(), met.getMessage()))
        .or(() ->
            JobFacts.condition(view.job(), JobFacts.FAILURE_TARGET)
                .map(target -> new JobEnd(false, target.getReason(), target.getMessage())));
  }

  private static Optional<JobEnd> failurePolicy(JobView view) {
    if (view.job().getSpec().getPodFailurePolicy() == null) {
      return Optional.empty();
    }
    return view.pods().stream()
        .filter(pod -> JobFacts.hasFailed(view.job(), pod))
        .map(pod -> FailureVerdict.of(view.job(), pod))
        .filter(FailureVerdict::failsJob)
        .findFirst()
        .map(verdict -> new JobEnd(false, "PodFailurePolicy", verdict.message()));
  }

  private static Optional<JobEnd> limits(JobView view, Optional<Instant> started, Instant now) {
    if (view.failedCount() > view.job().getSpec().getBackoffLimit() || restartedTooOften(view)) {
      return Optional.of(BACKOFF_LIMIT);
    }
    return untilDeadline(view, started, now).filter(left -> !left.isPositive()).map(_ -> DEADLINE);
  }

  private static boolean restartedTooOften(JobView view) {
    var spec = view.job().getSpec();
    if (!"OnFailure".equals(spec.getTemplate().getSpec().getRestartPolicy())) {
      return false;
    }
    int restarts =
        view.pods().stream()
            .filter(pod -> List.of("Running", "Pending").contains(PodFacts.phase(pod)))
            .flatMap(JobEnd::containers)
            .mapToInt(container -> Numbers.orZero(container.getRestartCount()))
            .sum();
    return restarts > 0 && restarts >= spec.getBackoffLimit();
  }

  private static Stream<ContainerStatus> containers(Pod pod) {
    return pod.getStatus() == null
        ? Stream.empty()
        : Stream.of(
                pod.getStatus().getInitContainerStatuses(), pod.getStatus().getContainerStatuses())
            .flatMap(List::stream);
  }

  /** How long the Job may go on, if that is limited and it is not suspended. */
  static Optional<Duration> untilDeadline(JobView view, Optional<Instant> started, Instant now) {
    var limit = view.job().getSpec().getActiveDeadlineSeconds();
    if (limit == null || JobFacts.isSuspended(view.job())) {
      return Optional.empty();
    }
    return started.map(start -> Duration.between(now, start.plusSeconds(limit)));
  }

  private static Optional<JobEnd> failedIndexes(JobView view) {
    int failed = view.failedIndexes().map(Indexes::total).orElse(0);
    var most = view.job().getSpec().getMaxFailedIndexes();
    if (most != null && failed > most) {
      return Optional.of(MAX_FAILED_INDEXES);
    }
    return failed > 0 && failed + view.succeededCount() >= view.completions()
        ? Optional.of(FAILED_INDEXES)
        : Optional.empty();
  }

  private static Optional<JobEnd> successPolicy(JobView view) {
    var policy = view.job().getSpec().getSuccessPolicy();
    if (policy == null || !JobFacts.isIndexed(view.job())) {
      return Optional.empty();
    }
    for (int at = 0; at < policy.getRules().size(); at++) {
      if (meets(view, policy.getRules().get(at))) {
        return Optional.of(new JobEnd(true, "SuccessPolicy", "Matched rules at index " + at));
      }
    }
    return Optional.empty();
  }

  private static boolean meets(JobView view, SuccessPolicyRule rule) {
    var count = rule.getSucceededCount();
    if (rule.getSucceededIndexes() == null) {
      return count != null && view.succeededCount() >= count;
    }
    var wanted = Indexes.parse(rule.getSucceededIndexes(), view.completions());
    return view.succeededIndexes().shared(wanted) >= (count == null ? wanted.total() : count);
  }
}
