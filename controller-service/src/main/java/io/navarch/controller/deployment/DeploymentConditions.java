package io.navarch.controller.deployment;

import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** How conditions of a deployment are read and replaced. Pure. */
final class DeploymentConditions {

  static final String PROGRESSING = "Progressing";
  static final String AVAILABLE = "Available";
  static final String REPLICA_FAILURE = "ReplicaFailure";

  private DeploymentConditions() {}

  static Optional<DeploymentCondition> find(DeploymentStatus status, String type) {
    return status == null
        ? Optional.empty()
        : status.getConditions().stream().filter(c -> type.equals(c.getType())).findFirst();
  }

  static DeploymentCondition make(
      String type, String status, String reason, String message, Instant now) {
    var time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    return new DeploymentConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason(reason)
        .withMessage(message)
        .withLastUpdateTime(time)
        .withLastTransitionTime(time)
        .build();
  }

  /** Replaces a condition unless it says the same already. */
  static DeploymentStatus set(DeploymentStatus status, DeploymentCondition condition) {
    var known = find(status, condition.getType());
    if (known.isPresent()
        && known.get().getStatus().equals(condition.getStatus())
        && condition.getReason().equals(known.get().getReason())) {
      return status;
    }
    return force(status, condition);
  }

  /** Replaces a condition whatever it says; the time of transition is that of the status. */
  static DeploymentStatus force(DeploymentStatus status, DeploymentCondition condition) {
    var since =
        find(status, condition.getType())
            .filter(known -> known.getStatus().equals(condition.getStatus()))
            .map(DeploymentCondition::getLastTransitionTime)
            .orElse(condition.getLastTransitionTime());
    return new DeploymentStatusBuilder(remove(status, condition.getType()))
        .addToConditions(
            new DeploymentConditionBuilder(condition).withLastTransitionTime(since).build())
        .build();
  }

  static DeploymentStatus remove(DeploymentStatus status, String type) {
    List<DeploymentCondition> kept =
        status.getConditions().stream().filter(c -> !type.equals(c.getType())).toList();
    return new DeploymentStatusBuilder(status).withConditions(kept).build();
  }
}
