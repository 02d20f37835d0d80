package io.navarch.controller.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A deployment tells how far its rollout is, and when it is stuck. */
class DeploymentStatusPlanTest {

  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private static Deployment deployment(int replicas, @Nullable DeploymentStatus status) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName("web")
        .withGeneration(2L)
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withProgressDeadlineSeconds(60)
        .endSpec()
        .withStatus(status)
        .build();
  }

  private static ReplicaSet set(String name, int replicas, int available) {
    return new ReplicaSetBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .endSpec()
        .withNewStatus()
        .withReplicas(replicas)
        .withReadyReplicas(available)
        .withAvailableReplicas(available)
        .withTerminatingReplicas(1)
        .endStatus()
        .build();
  }

  private static String told(DeploymentStatus status, String type) {
    return DeploymentConditions.find(status, type)
        .map(c -> c.getStatus() + " " + c.getReason() + ": " + c.getMessage())
        .orElse("nothing");
  }

  private static String progress(DeploymentStatus status) {
    return told(status, DeploymentConditions.PROGRESSING);
  }

  @Test
  void countsThePodsOfAllSets() {
    var status =
        DeploymentStatusPlan.counted(
            deployment(4, null), set("new", 2, 1), List.of(set("old", 3, 3)), NOW);

    assertThat(status.getReplicas()).isEqualTo(5);
    assertThat(status.getUpdatedReplicas()).isEqualTo(2);
    assertThat(status.getReadyReplicas()).isEqualTo(4);
    assertThat(status.getAvailableReplicas()).isEqualTo(4);
    assertThat(status.getUnavailableReplicas()).isEqualTo(1);
    assertThat(status.getTerminatingReplicas()).isEqualTo(2);
    assertThat(status.getObservedGeneration()).isEqualTo(2);
    assertThat(told(status, DeploymentConditions.AVAILABLE))
        .isEqualTo("True MinimumReplicasAvailable: Deployment has minimum availability.");
  }

  @Test
  void tellsThatTooFewAreAvailable() {
    var status =
        DeploymentStatusPlan.counted(deployment(4, null), set("new", 4, 2), List.of(), NOW);

    assertThat(told(status, DeploymentConditions.AVAILABLE))
        .isEqualTo(
            "False MinimumReplicasUnavailable: Deployment does not have minimum availability.");
  }

  @Test
  void tellsThatItProgressesThenThatItIsComplete() {
    var begun = DeploymentStatusPlan.rollout(deployment(2, null), set("new", 2, 1), List.of(), NOW);
    var done =
        DeploymentStatusPlan.rollout(
            deployment(2, begun), set("new", 2, 2), List.of(), NOW.plusSeconds(10));

    assertThat(progress(begun))
        .isEqualTo("True ReplicaSetUpdated: ReplicaSet \"new\" is progressing.");
    assertThat(progress(done))
        .isEqualTo("True NewReplicaSetAvailable: ReplicaSet \"new\" has successfully progressed.");
    assertThat(DeploymentStatusPlan.isComplete(deployment(2, null), done)).isTrue();
    assertThat(DeploymentStatusPlan.isComplete(deployment(2, null), begun)).isFalse();
  }

  @Test
  void isNotCompleteWhileOldPodsAreLeftOrTheSpecIsNewer() {
    var left =
        DeploymentStatusPlan.rollout(
            deployment(2, null), set("new", 2, 2), List.of(set("old", 1, 0)), NOW);
    var done = DeploymentStatusPlan.rollout(deployment(2, null), set("new", 2, 2), List.of(), NOW);
    var changed =
        new DeploymentBuilder(deployment(2, done)).editMetadata().withGeneration(3L).endMetadata();

    assertThat(progress(left)).startsWith("True ReplicaSetUpdated");
    assertThat(DeploymentStatusPlan.isComplete(changed.build(), done)).isFalse();
  }

  @Test
  void everyProgressRenewsTheDeadlineButNotTheTransition() {
    var begun = DeploymentStatusPlan.rollout(deployment(3, null), set("new", 3, 1), List.of(), NOW);
    var later = NOW.plusSeconds(50);

    var more =
        DeploymentStatusPlan.rollout(deployment(3, begun), set("new", 3, 2), List.of(), later);

    var condition = DeploymentConditions.find(more, DeploymentConditions.PROGRESSING).orElseThrow();
    assertThat(condition.getLastUpdateTime()).isEqualTo(later.toString());
    assertThat(condition.getLastTransitionTime()).isEqualTo(NOW.toString());
  }

  @Test
  void timesOutOnlyAfterTheDeadlineWithoutProgress() {
    var begun = DeploymentStatusPlan.rollout(deployment(3, null), set("new", 3, 1), List.of(), NOW);
    var stuck = deployment(3, begun);

    var atDeadline =
        DeploymentStatusPlan.rollout(stuck, set("new", 3, 1), List.of(), NOW.plusSeconds(60));
    var after =
        DeploymentStatusPlan.rollout(stuck, set("new", 3, 1), List.of(), NOW.plusSeconds(61));

    assertThat(progress(atDeadline)).startsWith("True ReplicaSetUpdated");
    assertThat(progress(after))
        .isEqualTo("False ProgressDeadlineExceeded: ReplicaSet \"new\" has timed out progressing.");
    assertThat(DeploymentStatusPlan.recheck(stuck, begun, NOW.plusSeconds(20)))
        .contains(Duration.ofSeconds(41));
    assertThat(DeploymentStatusPlan.recheck(deployment(3, after), after, NOW)).isEmpty();
  }

  @Test
  void whatTimedOutRecoversByProgress() {
    var begun = DeploymentStatusPlan.rollout(deployment(3, null), set("new", 3, 1), List.of(), NOW);
    var late = NOW.plusSeconds(100);
    var timedOut =
        DeploymentStatusPlan.rollout(deployment(3, begun), set("new", 3, 1), List.of(), late);

    var again =
        DeploymentStatusPlan.rollout(deployment(3, timedOut), set("new", 3, 2), List.of(), late);

    assertThat(progress(again)).startsWith("True ReplicaSetUpdated");
  }

  @Test
  void aCompleteDeploymentNeverTimesOutThoughPodsFailLater() {
    var done = DeploymentStatusPlan.rollout(deployment(2, null), set("new", 2, 2), List.of(), NOW);

    var failing =
        DeploymentStatusPlan.rollout(
            deployment(2, done), set("new", 2, 0), List.of(), NOW.plusSeconds(1000));

    assertThat(progress(failing)).startsWith("True NewReplicaSetAvailable");
  }

  @Test
  void withoutDeadlineNothingIsSaidOfProgress() {
    var without =
        new DeploymentBuilder(deployment(2, null))
            .editSpec()
            .withProgressDeadlineSeconds(Integer.MAX_VALUE)
            .endSpec()
            .build();

    var status = DeploymentStatusPlan.rollout(without, set("new", 2, 1), List.of(), NOW);

    assertThat(progress(status)).isEqualTo("nothing");
    assertThat(DeploymentStatusPlan.recheck(without, status, NOW)).isEmpty();
    assertThat(DeploymentStatusPlan.paused(without, NOW)).isEmpty();
  }

  @Test
  void tellsOncePerChangeThatItIsPausedAndResumed() {
    var paused =
        new DeploymentBuilder(deployment(2, null)).editSpec().withPaused(true).endSpec().build();
    var condition = DeploymentStatusPlan.paused(paused, NOW).orElseThrow();
    var told = DeploymentConditions.set(new DeploymentStatus(), condition);

    assertThat(progress(told)).isEqualTo("Unknown DeploymentPaused: Deployment is paused");
    var still = new DeploymentBuilder(paused).withStatus(told).build();
    assertThat(DeploymentStatusPlan.paused(still, NOW)).isEmpty();
    assertThat(DeploymentStatusPlan.paused(deployment(2, told), NOW))
        .hasValueSatisfying(c -> assertThat(c.getReason()).isEqualTo("DeploymentResumed"));
    assertThat(DeploymentStatusPlan.paused(deployment(2, null), NOW)).isEmpty();
  }

  @Test
  void repeatsWhatKeepsASetFromCreatingPodsUntilItCan() {
    var failing =
        new ReplicaSetBuilder(set("new", 1, 1))
            .editStatus()
            .addNewCondition()
            .withType("ReplicaFailure")
            .withStatus("True")
            .withReason("FailedCreate")
            .withMessage("quota")
            .withLastTransitionTime("2029-12-31T00:00:00Z")
            .endCondition()
            .endStatus()
            .build();

    var told = DeploymentStatusPlan.rollout(deployment(2, null), failing, List.of(), NOW);
    var over = DeploymentStatusPlan.rollout(deployment(2, told), set("new", 2, 2), List.of(), NOW);

    assertThat(told(told, DeploymentConditions.REPLICA_FAILURE))
        .isEqualTo("True FailedCreate: quota");
    assertThat(told(over, DeploymentConditions.REPLICA_FAILURE)).isEqualTo("nothing");
  }
}
