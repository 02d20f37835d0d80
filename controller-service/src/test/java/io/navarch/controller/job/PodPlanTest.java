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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** As many pods run as the Job wants, and no index is worked on twice. */
class PodPlanTest {

  private static PodPlan plan(JobView view) {
    return PodPlan.compute(view, Backoff.NONE, NOW);
  }

  private static List<Integer> created(PodPlan plan) {
    assertThat(plan).isInstanceOf(PodPlan.Create.class);
    return ((PodPlan.Create) plan).indexes().stream().map(index -> index.orElse(-1)).toList();
  }

  @Test
  void startsAsManyAsMayRunSideBySide() {
    assertThat(created(plan(view(job(spec -> spec))))).hasSize(2);
  }

  @Test
  void startsNoMoreThanAreLeftToComplete() {
    var job = job(spec -> spec.withCompletions(2));

    assertThat(created(plan(view(job, pod("a", "Succeeded"))))).hasSize(1);
  }

  @Test
  void startsNoMoreOfAWorkQueueOnceOneHasSucceeded() {
    var job = job(spec -> spec.withCompletions(null).withParallelism(3));
    var view = view(job, pod("a", "Succeeded"), pod("b", "Running"));

    assertThat(plan(view)).isEqualTo(new PodPlan.Nothing());
  }

  @Test
  void removesWhatIsTooMuchAndPendingFirst() {
    var job = job(spec -> spec.withParallelism(1));
    var pending = pod("b", "Pending");

    assertThat(plan(view(job, pod("a", "Running"), pending)))
        .isEqualTo(new PodPlan.Remove(List.of(pending)));
  }

  @Test
  void removesAllWhenSuspended() {
    var job = job(spec -> spec.withSuspend(true));
    var running = pod("a", "Running");

    assertThat(plan(view(job, running))).isEqualTo(new PodPlan.Remove(List.of(running)));
  }

  @Test
  void waitsAfterAFailure() {
    var backoff = new Backoff(2, Optional.of(NOW.minusSeconds(5)));

    assertThat(PodPlan.compute(view(job(spec -> spec)), backoff, NOW))
        .isEqualTo(new PodPlan.Wait(Duration.ofSeconds(15)));
  }

  @Test
  void replacesAPodThatIsBeingDeleted() {
    var view = view(job(spec -> spec), pod("a", "Running"), deleting(pod("b", "Running")));

    assertThat(created(plan(view))).hasSize(1);
  }

  @Test
  void waitsForTheEndOfADeletedPodIfOnlyFailedOnesAreReplaced() {
    var job = job(spec -> spec.withPodReplacementPolicy("Failed"));
    var view = view(job, pod("a", "Running"), deleting(pod("b", "Running")));

    assertThat(plan(view)).isEqualTo(new PodPlan.Nothing());
  }

  @Test
  void startsTheLowestIndexesThatAreNeitherDoneNorWorkedOn() {
    var job = indexed(spec -> spec.withCompletions(6).withParallelism(4));
    var view = view(job, pod(0, "Succeeded"), pod(2, "Running"));

    assertThat(created(plan(view))).containsExactly(1, 3, 4);
  }

  @Test
  void removesTheYoungerOfTwoPodsOfOneIndex() {
    var job = indexed(spec -> spec.withCompletions(2));
    var second =
        new PodBuilder(pod(0, "Pending")).editMetadata().withUid("twin").endMetadata().build();

    assertThat(plan(view(job, pod(0, "Running"), second)))
        .isEqualTo(new PodPlan.Remove(List.of(second)));
  }

  @Test
  void removesPodsOfIndexesThatAreNotWantedAnyMore() {
    var job = indexed(spec -> spec.withCompletions(1).withParallelism(1));
    var beyond = pod(1, "Running");

    assertThat(plan(view(job, pod(0, "Running"), beyond)))
        .isEqualTo(new PodPlan.Remove(List.of(beyond)));
  }

  @Test
  void delaysOnlyTheIndexThatHasFailed() {
    var job =
        indexed(spec -> spec.withCompletions(2).withParallelism(2).withBackoffLimitPerIndex(3));
    var failed = exited(pod(0, "Failed"), 1, NOW.minusSeconds(1));

    assertThat(created(plan(view(job, failed)))).containsExactly(1);
    assertThat(plan(view(job, failed, pod(1, "Running"))))
        .isEqualTo(new PodPlan.Wait(Duration.ofSeconds(9)));
  }

  @Test
  void neverRetriesAnIndexThatHasReachedItsLimit() {
    var job =
        indexed(spec -> spec.withCompletions(2).withParallelism(2).withBackoffLimitPerIndex(0));
    var failed = exited(pod(0, "Failed"), 1, NOW.minusSeconds(100));

    assertThat(created(plan(view(job, failed)))).containsExactly(1);
  }

  @Test
  void tellsTheSuccessorOfAnIndexHowOftenItHasFailed() {
    var job = indexed(spec -> spec.withBackoffLimitPerIndex(3));
    var failed =
        new PodBuilder(exited(pod(1, "Failed"), 1, NOW.minusSeconds(100)))
            .editMetadata()
            .addToAnnotations(IndexFailures.COUNTED, "1")
            .endMetadata()
            .build();

    var made = JobPods.make(view(job, failed), OptionalInt.of(1));

    assertThat(made.getMetadata().getAnnotations())
        .containsEntry(IndexFailures.COUNTED, "2")
        .containsEntry(JobFacts.INDEX, "1");
    assertThat(made.getMetadata().getGenerateName()).isEqualTo("work-1-");
    assertThat(made.getSpec().getHostname()).isEqualTo("work-1");
    assertThat(made.getSpec().getContainers().getFirst().getEnv())
        .extracting(variable -> variable.getName())
        .containsExactly("JOB_COMPLETION_INDEX");
  }
}
