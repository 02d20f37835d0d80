package io.navarch.controller.job;

import static io.navarch.controller.job.Fixtures.NOW;
import static io.navarch.controller.job.Fixtures.deleting;
import static io.navarch.controller.job.Fixtures.exited;
import static io.navarch.controller.job.Fixtures.indexed;
import static io.navarch.controller.job.Fixtures.job;
import static io.navarch.controller.job.Fixtures.pod;
import static io.navarch.controller.job.Fixtures.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpecBuilder;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A Job is over by its limits and policies, and stays so. */
class JobEndTest {

  private static Optional<String> reason(JobView view) {
    return JobEnd.of(view, Optional.of(Instant.parse("2026-05-04T03:00:00Z")), NOW)
        .map(JobEnd::reason);
  }

  private static JobSpecBuilder failing(JobSpecBuilder spec, String action, int code) {
    return spec.withNewPodFailurePolicy()
        .addNewRule()
        .withAction(action)
        .withNewOnExitCodes()
        .withOperator("In")
        .withValues(code)
        .endOnExitCodes()
        .endRule()
        .endPodFailurePolicy();
  }

  @Test
  void goesOnWithinItsLimits() {
    var job = job(spec -> spec.withBackoffLimit(1).withActiveDeadlineSeconds(1000L));

    assertThat(reason(view(job, pod("a", "Failed")))).isEmpty();
  }

  @Test
  void endsWhenMorePodsHaveFailedThanMay() {
    var job = job(spec -> spec.withBackoffLimit(1));

    assertThat(reason(view(job, pod("a", "Failed"), pod("b", "Failed"))))
        .contains("BackoffLimitExceeded");
  }

  @Test
  void countsAPodThatIsBeingDeletedAsFailed() {
    var job = job(spec -> spec.withBackoffLimit(0));

    assertThat(reason(view(job, deleting(pod("a", "Running"))))).contains("BackoffLimitExceeded");
  }

  @Test
  void countsRestartsOfPodsThatAreRestartedInPlace() {
    var job =
        job(spec ->
            spec.withBackoffLimit(2)
                .editTemplate()
                .editSpec()
                .withRestartPolicy("OnFailure")
                .endSpec()
                .endTemplate());
    var restarted =
        new PodBuilder(pod("a", "Running"))
            .editStatus()
            .addNewContainerStatus()
            .withRestartCount(2)
            .endContainerStatus()
            .endStatus()
            .build();

    assertThat(reason(view(job, restarted))).contains("BackoffLimitExceeded");
  }

  @Test
  void endsAtItsDeadlineUnlessSuspended() {
    var job = job(spec -> spec.withActiveDeadlineSeconds(60L));
    var suspended = job(spec -> spec.withActiveDeadlineSeconds(60L).withSuspend(true));

    assertThat(reason(view(job))).contains("DeadlineExceeded");
    assertThat(reason(view(suspended))).isEmpty();
  }

  @Test
  void endsByTheFirstFailureThatItsPolicyForbids() {
    var job = job(spec -> failing(spec, "FailJob", 42));
    var end = JobEnd.of(view(job, exited(pod("a", "Failed"), 42, NOW)), Optional.empty(), NOW);

    assertThat(end)
        .contains(
            new JobEnd(
                false,
                "PodFailurePolicy",
                "Container c for pod default/a failed with exit code 42 matching FailJob rule at"
                    + " index 0"));
  }

  @Test
  void doesNotCountFailuresThatItsPolicyIgnores() {
    var job = job(spec -> failing(spec.withBackoffLimit(0), "Ignore", 42));

    assertThat(reason(view(job, exited(pod("a", "Failed"), 42, NOW)))).isEmpty();
    assertThat(reason(view(job, exited(pod("a", "Failed"), 43, NOW))))
        .contains("BackoffLimitExceeded");
  }

  @Test
  void ignoresFailuresByConditionOfThePod() {
    var job =
        job(spec ->
            spec.withBackoffLimit(0)
                .withNewPodFailurePolicy()
                .addNewRule()
                .withAction("Ignore")
                .addNewOnPodCondition("True", "DisruptionTarget")
                .endRule()
                .endPodFailurePolicy());
    var disrupted =
        new PodBuilder(pod("a", "Failed"))
            .editStatus()
            .addNewCondition()
            .withType("DisruptionTarget")
            .withStatus("True")
            .endCondition()
            .endStatus()
            .build();

    assertThat(reason(view(job, disrupted))).isEmpty();
    assertThat(reason(view(job, pod("a", "Failed")))).contains("BackoffLimitExceeded");
  }

  @Test
  void failsWithItsIndexesOnlyWhenAllHaveEnded() {
    var job = indexed(spec -> spec.withCompletions(2).withBackoffLimitPerIndex(0));

    assertThat(reason(view(job, pod(0, "Failed"), pod(1, "Running")))).isEmpty();
    assertThat(reason(view(job, pod(0, "Failed"), pod(1, "Succeeded")))).contains("FailedIndexes");
  }

  @Test
  void failsAtOnceWhenTooManyIndexesHaveFailed() {
    var job =
        indexed(
            spec -> spec.withCompletions(4).withBackoffLimitPerIndex(0).withMaxFailedIndexes(1));

    assertThat(reason(view(job, pod(0, "Failed"), pod(1, "Failed"), pod(2, "Running"))))
        .contains("MaxFailedIndexesExceeded");
  }

  @Test
  void failsAnIndexAtOnceIfItsPolicySaysSo() {
    var job =
        indexed(spec ->
            failing(
                spec.withCompletions(1).withParallelism(1).withBackoffLimitPerIndex(5),
                "FailIndex",
                42));

    assertThat(reason(view(job, exited(pod(0, "Failed"), 42, NOW)))).contains("FailedIndexes");
    assertThat(reason(view(job, exited(pod(0, "Failed"), 41, NOW)))).isEmpty();
  }

  @Test
  void succeedsWithTheIndexesThatMatter() {
    var job =
        indexed(spec ->
            spec.withNewSuccessPolicy()
                .addNewRule()
                .withSucceededIndexes("1-3")
                .withSucceededCount(1)
                .endRule()
                .endSuccessPolicy());

    assertThat(reason(view(job, pod(0, "Succeeded")))).isEmpty();
    assertThat(reason(view(job, pod(2, "Succeeded")))).contains("SuccessPolicy");
  }

  @Test
  void keepsTheReasonThatItHasGiven() {
    var job =
        new JobBuilder(job(spec -> spec))
            .editStatus()
            .addNewCondition()
            .withType(JobFacts.FAILURE_TARGET)
            .withStatus("True")
            .withReason("PodFailurePolicy")
            .withMessage("m")
            .endCondition()
            .endStatus()
            .build();

    assertThat(reason(view(job))).contains("PodFailurePolicy");
  }
}
