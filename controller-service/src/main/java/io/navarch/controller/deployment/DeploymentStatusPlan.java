package io.navarch.controller.deployment;

import static io.navarch.controller.deployment.DeploymentConditions.AVAILABLE;
import static io.navarch.controller.deployment.DeploymentConditions.PROGRESSING;
import static io.navarch.controller.deployment.DeploymentConditions.REPLICA_FAILURE;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.navarch.controller.podcontrol.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the status of a deployment should say. Pure. */
final class DeploymentStatusPlan {

  private static final String TIMED_OUT = "ProgressDeadlineExceeded";
  private static final String COMPLETE = "NewReplicaSetAvailable";

  private DeploymentStatusPlan() {}

  /** Counts and availability; what is said of progress stays. */
  static DeploymentStatus counted(
      Deployment deployment, @Nullable ReplicaSet newest, List<ReplicaSet> old, Instant now) {
    var all = Stream.concat(old.stream(), Stream.ofNullable(newest)).toList();
    int available = Rollout.available(all);
    var before = deployment.getStatus() == null ? new DeploymentStatus() : deployment.getStatus();
    var status =
        new DeploymentStatusBuilder(before)
            .withObservedGeneration(deployment.getMetadata().getGeneration())
            .withReplicas(
                Numbers.orNull(sum(all, s -> Numbers.orZero(s.getStatus().getReplicas()))))
            .withUpdatedReplicas(Numbers.orNull(newest == null ? 0 : Rollout.actual(newest)))
            .withReadyReplicas(
                Numbers.orNull(sum(all, s -> Numbers.orZero(s.getStatus().getReadyReplicas()))))
            .withAvailableReplicas(Numbers.orNull(available))
            .withUnavailableReplicas(Numbers.orNull(Math.max(0, Rollout.wanted(all) - available)))
            .withTerminatingReplicas(terminating(all))
            .build();
    boolean enough = available >= Rollout.wanted(deployment) - Rollout.maxUnavailable(deployment);
    return DeploymentConditions.set(
        status,
        enough
            ? DeploymentConditions.make(
                AVAILABLE,
                "True",
                "MinimumReplicasAvailable",
                "Deployment has minimum availability.",
                now)
            : DeploymentConditions.make(
                AVAILABLE,
                "False",
                "MinimumReplicasUnavailable",
                "Deployment does not have minimum availability.",
                now));
  }

  /** Counts, availability and progress of a rollout. */
  static DeploymentStatus rollout(
      Deployment deployment, @Nullable ReplicaSet newest, List<ReplicaSet> old, Instant now) {
    var status = counted(deployment, newest, old, now);
    if (!Rollout.hasDeadline(deployment)) {
      status = DeploymentConditions.remove(status, PROGRESSING);
    }
    var current = DeploymentConditions.find(deployment.getStatus(), PROGRESSING);
    boolean completeBefore =
        Numbers.orZero(status.getReplicas()) == Numbers.orZero(status.getUpdatedReplicas())
            && current.filter(c -> COMPLETE.equals(c.getReason())).isPresent();
    if (Rollout.hasDeadline(deployment) && !completeBefore) {
      status = progress(deployment, newest, status, current, now);
    }
    var failure = failure(newest, old);
    return failure.isPresent()
        ? DeploymentConditions.set(status, failure.get())
        : DeploymentConditions.remove(status, REPLICA_FAILURE);
  }

  private static DeploymentStatus progress(
      Deployment deployment,
      @Nullable ReplicaSet newest,
      DeploymentStatus status,
      Optional<DeploymentCondition> current,
      Instant now) {
    var subject =
        newest == null
            ? "Deployment \"%s\"".formatted(deployment.getMetadata().getName())
            : "ReplicaSet \"%s\"".formatted(newest.getMetadata().getName());
    if (isComplete(deployment, status)) {
      var message = subject + " has successfully progressed.";
      return DeploymentConditions.set(
          status, DeploymentConditions.make(PROGRESSING, "True", COMPLETE, message, now));
    }
    if (isProgressing(deployment.getStatus(), status)) {
      var condition =
          DeploymentConditions.make(
              PROGRESSING, "True", "ReplicaSetUpdated", subject + " is progressing.", now);
      return DeploymentConditions.force(status, condition); // its time of update is what counts
    }
    if (isTimedOut(deployment, current, now)) {
      var message = subject + " has timed out progressing.";
      return DeploymentConditions.set(
          status, DeploymentConditions.make(PROGRESSING, "False", TIMED_OUT, message, now));
    }
    return status;
  }

  static boolean isComplete(Deployment deployment, DeploymentStatus status) {
    int wanted = Rollout.wanted(deployment);
    return status != null
        && Numbers.orZero(status.getUpdatedReplicas()) == wanted
        && Numbers.orZero(status.getReplicas()) == wanted
        && Numbers.orZero(status.getAvailableReplicas()) == wanted
        && status.getObservedGeneration() != null
        && status.getObservedGeneration() >= deployment.getMetadata().getGeneration();
  }

  private static boolean isProgressing(@Nullable DeploymentStatus known, DeploymentStatus after) {
    var before = known == null ? new DeploymentStatus() : known;
    return Numbers.orZero(after.getUpdatedReplicas()) > Numbers.orZero(before.getUpdatedReplicas())
        || outdated(after) < outdated(before)
        || Numbers.orZero(after.getReadyReplicas()) > Numbers.orZero(before.getReadyReplicas())
        || Numbers.orZero(after.getAvailableReplicas())
            > Numbers.orZero(before.getAvailableReplicas());
  }

  private static int outdated(DeploymentStatus status) {
    return Numbers.orZero(status.getReplicas()) - Numbers.orZero(status.getUpdatedReplicas());
  }

  private static boolean isTimedOut(
      Deployment deployment, Optional<DeploymentCondition> current, Instant now) {
    return current
        .filter(c -> !COMPLETE.equals(c.getReason()))
        .filter(c -> TIMED_OUT.equals(c.getReason()) || deadline(deployment, c).isBefore(now))
        .isPresent();
  }

  private static Instant deadline(Deployment deployment, DeploymentCondition condition) {
    return Instant.parse(condition.getLastUpdateTime())
        .plusSeconds(Numbers.orZero(deployment.getSpec().getProgressDeadlineSeconds()));
  }

  /** When to look again for lack of progress, if that can still be found. */
  static Optional<Duration> recheck(Deployment deployment, DeploymentStatus status, Instant now) {
    if (!Rollout.hasDeadline(deployment) || isComplete(deployment, status)) {
      return Optional.empty();
    }
    return DeploymentConditions.find(deployment.getStatus(), PROGRESSING)
        .filter(c -> !TIMED_OUT.equals(c.getReason()) && c.getLastUpdateTime() != null)
        .map(c -> Duration.between(now, deadline(deployment, c)).plusSeconds(1))
        .map(wait -> wait.isPositive() ? wait : Duration.ofSeconds(1));
  }

  /** What is said of progress while the deployment is paused or no longer is. */
  static Optional<DeploymentCondition> paused(Deployment deployment, Instant now) {
    if (!Rollout.hasDeadline(deployment)) {
      return Optional.empty();
    }
    var current = DeploymentConditions.find(deployment.getStatus(), PROGRESSING);
    if (current.filter(c -> TIMED_OUT.equals(c.getReason())).isPresent()) {
      return Optional.empty(); // what timed out stays so until there is progress
    }
    boolean said = current.filter(c -> "DeploymentPaused".equals(c.getReason())).isPresent();
    boolean paused = Boolean.TRUE.equals(deployment.getSpec().getPaused());
    if (paused == said) {
      return Optional.empty();
    }
    return Optional.of(
        paused
            ? DeploymentConditions.make(
                PROGRESSING, "Unknown", "DeploymentPaused", "Deployment is paused", now)
            : DeploymentConditions.make(
                PROGRESSING, "Unknown", "DeploymentResumed", "Deployment is resumed", now));
  }

  private static Optional<DeploymentCondition> failure(
      @Nullable ReplicaSet newest, List<ReplicaSet> old) {
    return Stream.concat(Stream.ofNullable(newest), old.stream())
        .filter(set -> set.getStatus() != null)
        .flatMap(set -> set.getStatus().getConditions().stream())
        .filter(condition -> REPLICA_FAILURE.equals(condition.getType()))
        .map(c ->
            new DeploymentConditionBuilder()
                .withType(REPLICA_FAILURE)
                .withStatus(c.getStatus())
                .withReason(c.getReason())
                .withMessage(c.getMessage())
                .withLastTransitionTime(c.getLastTransitionTime())
                .withLastUpdateTime(c.getLastTransitionTime())
                .build())
        .findFirst();
  }

  private static @Nullable Integer terminating(List<ReplicaSet> sets) {
    var known =
        sets.stream()
            .filter(set -> set.getStatus() != null)
            .map(set -> set.getStatus().getTerminatingReplicas())
            .toList();
    return known.contains(null) || known.size() < sets.size()
        ? null
        : known.stream().mapToInt(Integer::intValue).sum();
  }

  private static int sum(List<ReplicaSet> sets, ToIntFunction<ReplicaSet> number) {
    return sets.stream().filter(set -> set.getStatus() != null).mapToInt(number).sum();
  }
}
