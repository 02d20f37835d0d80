package io.navarch.controller.replicaset;

import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetCondition;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatusBuilder;
import io.navarch.controller.podcontrol.Numbers;
import io.navarch.controller.podcontrol.Selectors;
import java.util.Objects;

/** ReplicaSets, as a rule owned by a Deployment. */
final class ReplicaSetKind implements ReplicaKind<ReplicaSet> {

  @Override
  public Class<ReplicaSet> model() {
    return ReplicaSet.class;
  }

  @Override
  public String controller() {
    return "replicaset";
  }

  @Override
  public String component() {
    return "replicaset-controller";
  }

  @Override
  public Wish wish(ReplicaSet set) {
    var spec = set.getSpec();
    return new Wish(
        Objects.requireNonNullElse(spec.getReplicas(), 1),
        Numbers.orZero(spec.getMinReadySeconds()),
        Selectors.of(spec.getSelector()),
        spec.getTemplate());
  }

  @Override
  public Report report(ReplicaSet set) {
    var status = set.getStatus() == null ? new ReplicaSetStatus() : set.getStatus();
    var counts =
        new ReplicaPlan.Counts(
            Numbers.orZero(status.getReplicas()),
            Numbers.orZero(status.getFullyLabeledReplicas()),
            Numbers.orZero(status.getReadyReplicas()),
            Numbers.orZero(status.getAvailableReplicas()),
            Numbers.orZero(status.getTerminatingReplicas()));
    var trouble =
        status.getConditions().stream()
            .filter(ReplicaSetKind::isTrouble)
            .map(c -> new Trouble(c.getReason(), c.getMessage(), c.getLastTransitionTime()))
            .findFirst();
    return new Report(counts, status.getObservedGeneration(), trouble);
  }

  @Override
  public ReplicaSet telling(ReplicaSet set, Report report) {
    var before = set.getStatus() == null ? new ReplicaSetStatus() : set.getStatus();
    var counts = report.counts();
    var status =
        new ReplicaSetStatusBuilder(before)
            .withReplicas(counts.replicas())
            .withFullyLabeledReplicas(Numbers.orNull(counts.fullyLabeled()))
            .withReadyReplicas(Numbers.orNull(counts.ready()))
            .withAvailableReplicas(Numbers.orNull(counts.available()))
            .withTerminatingReplicas(counts.terminating())
            .withObservedGeneration(report.generation())
            .withConditions(before.getConditions().stream().filter(c -> !isTrouble(c)).toList());
    report.trouble().ifPresent(trouble -> status.addToConditions(condition(trouble)));
    return new ReplicaSetBuilder(set).withStatus(status.build()).build();
  }

  private static boolean isTrouble(ReplicaSetCondition condition) {
    return Trouble.TYPE.equals(condition.getType());
  }

  private static ReplicaSetCondition condition(Trouble trouble) {
    return new ReplicaSetConditionBuilder()
        .withType(Trouble.TYPE)
        .withStatus("True")
        .withReason(trouble.reason())
        .withMessage(trouble.message())
        .withLastTransitionTime(trouble.since())
        .build();
  }
}
