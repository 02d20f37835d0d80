package io.navarch.controller.replicaset;

import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.ReplicationControllerBuilder;
import io.fabric8.kubernetes.api.model.ReplicationControllerCondition;
import io.fabric8.kubernetes.api.model.ReplicationControllerConditionBuilder;
import io.fabric8.kubernetes.api.model.ReplicationControllerStatus;
import io.fabric8.kubernetes.api.model.ReplicationControllerStatusBuilder;
import io.navarch.controller.podcontrol.Numbers;
import io.navarch.controller.podcontrol.Selectors;
import java.util.Objects;

/** ReplicationControllers, the elder of ReplicaSets. */
final class ReplicationControllerKind implements ReplicaKind<ReplicationController> {

  @Override
  public Class<ReplicationController> model() {
    return ReplicationController.class;
  }

  @Override
  public String controller() {
    return "replicationmanager";
  }

  @Override
  public String component() {
    return "replication-controller";
  }

  @Override
  public Wish wish(ReplicationController owner) {
    var spec = owner.getSpec();
    return new Wish(
        Objects.requireNonNullElse(spec.getReplicas(), 1),
        Numbers.orZero(spec.getMinReadySeconds()),
        Selectors.of(spec.getSelector()),
        spec.getTemplate());
  }

  @Override
  public Report report(ReplicationController owner) {
    var status = owner.getStatus() == null ? new ReplicationControllerStatus() : owner.getStatus();
    var counts =
        new ReplicaPlan.Counts(
            Numbers.orZero(status.getReplicas()),
            Numbers.orZero(status.getFullyLabeledReplicas()),
            Numbers.orZero(status.getReadyReplicas()),
            Numbers.orZero(status.getAvailableReplicas()),
            0);
    var trouble =
        status.getConditions().stream()
            .filter(ReplicationControllerKind::isTrouble)
            .map(c -> new Trouble(c.getReason(), c.getMessage(), c.getLastTransitionTime()))
            .findFirst();
    return new Report(counts, status.getObservedGeneration(), trouble);
  }

  @Override
  public ReplicationController telling(ReplicationController owner, Report report) {
    var before = owner.getStatus() == null ? new ReplicationControllerStatus() : owner.getStatus();
    var counts = report.counts();
    var status =
        new ReplicationControllerStatusBuilder(before)
            .withReplicas(counts.replicas())
            .withFullyLabeledReplicas(Numbers.orNull(counts.fullyLabeled()))
            .withReadyReplicas(Numbers.orNull(counts.ready()))
            .withAvailableReplicas(Numbers.orNull(counts.available()))
            .withObservedGeneration(report.generation())
            .withConditions(before.getConditions().stream().filter(c -> !isTrouble(c)).toList());
    report.trouble().ifPresent(trouble -> status.addToConditions(condition(trouble)));
    return new ReplicationControllerBuilder(owner).withStatus(status.build()).build();
  }

  private static boolean isTrouble(ReplicationControllerCondition condition) {
    return Trouble.TYPE.equals(condition.getType());
  }

  private static ReplicationControllerCondition condition(Trouble trouble) {
    return new ReplicationControllerConditionBuilder()
        .withType(Trouble.TYPE)
        .withStatus("True")
        .withReason(trouble.reason())
        .withMessage(trouble.message())
        .withLastTransitionTime(trouble.since())
        .build();
  }
}
