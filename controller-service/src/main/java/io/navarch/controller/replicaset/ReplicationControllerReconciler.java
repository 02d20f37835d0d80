package io.navarch.controller.replicaset;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.ReplicationControllerBuilder;
import io.fabric8.kubernetes.api.model.ReplicationControllerConditionBuilder;
import io.fabric8.kubernetes.api.model.ReplicationControllerStatus;
import io.fabric8.kubernetes.api.model.ReplicationControllerStatusBuilder;
import io.navarch.client.controller.Outcome;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.controller.Watches;
import io.navarch.client.event.EventRecorders;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ResourceType;
import io.navarch.controller.podcontrol.Claims;
import io.navarch.controller.podcontrol.Numbers;
import io.navarch.controller.podcontrol.Orphans;
import io.navarch.controller.podcontrol.OwnedLister;
import io.navarch.controller.podcontrol.PodControl;
import io.navarch.controller.podcontrol.Selectors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps as many pods as a ReplicationController wants: the elder of the ReplicaSet. */
@Component
final class ReplicationControllerReconciler implements Reconciler<ReplicationController> {

  private static final ResourceType<Pod> PODS = ResourceType.of(Pod.class);

  private final ApiClient api;
  private final Claims claims;
  private final Clock clock;
  private final OwnedLister<Pod> pods;
  private final OwnedLister<ReplicationController> controllers;
  private final ReplicaActions actions;

  ReplicationControllerReconciler(
      ApiClient api, Informers informers, Claims claims, EventRecorders events, Clock clock) {
    this.api = api;
    this.claims = claims;
    this.clock = clock;
    this.pods = new OwnedLister<>(informers, Pod.class);
    this.controllers = new OwnedLister<>(informers, ReplicationController.class);
    this.actions = new ReplicaActions(new PodControl(api, events.of("replication-controller")));
  }

  @Override
  public String name() {
    return "replicationmanager";
  }

  @Override
  public Watches<ReplicationController> watches() {
    Lister<ReplicationController> lister = controllers.lister();
    return Watches.of(ReplicationController.class)
        .owning(Pod.class)
        .mapping(
            Pod.class,
            pod ->
                Orphans.takers(pod, lister, owner -> Selectors.of(owner.getSpec().getSelector())));
  }

  @Override
  public Outcome reconcile(ReplicationController owner) {
    var selector = Selectors.of(owner.getSpec().getSelector());
    var owned = claims.claim(owner, selector, PODS, pods.candidates(owner));
    var now = clock.instant();
    Optional<ReplicaActions.Failure> failure = Optional.empty();
    if (owner.getMetadata().getDeletionTimestamp() == null) {
      var plan = ReplicaPlan.compute(wanted(owner), owned, owned, now);
      failure = actions.act(owner, owner.getSpec().getTemplate(), plan);
    }
    var counts =
        ReplicaPlan.count(
            owned,
            templateLabels(owner),
            Numbers.orZero(owner.getSpec().getMinReadySeconds()),
            now);
    var updated = writeStatus(owner, status(owner, counts, failure, now));
    if (failure.isPresent() && !failure.get().isFinal()) {
      throw failure.get().cause();
    }
    return next(updated);
  }

  /** Pods become available by mere time if they must be ready for a while. */
  private static Outcome next(ReplicationController owner) {
    int wait = Numbers.orZero(owner.getSpec().getMinReadySeconds());
    var status = owner.getStatus();
    return wait > 0
            && Numbers.orZero(status.getReadyReplicas()) == wanted(owner)
            && Numbers.orZero(status.getAvailableReplicas()) != wanted(owner)
        ? Outcome.requeueAfter(Duration.ofSeconds(wait))
        : Outcome.done();
  }

  private ReplicationControllerStatus status(
      ReplicationController owner,
      ReplicaPlan.Counts counts,
      Optional<ReplicaActions.Failure> failure,
      Instant now) {
    var before = owner.getStatus() == null ? new ReplicationControllerStatus() : owner.getStatus();
    var others =
        before.getConditions().stream()
            .filter(condition -> !condition.getType().equals("ReplicaFailure"))
            .toList();
    var builder =
        new ReplicationControllerStatusBuilder(before)
            .withReplicas(counts.replicas())
            .withFullyLabeledReplicas(Numbers.orNull(counts.fullyLabeled()))
            .withReadyReplicas(Numbers.orNull(counts.ready()))
            .withAvailableReplicas(Numbers.orNull(counts.available()))
            .withObservedGeneration(owner.getMetadata().getGeneration())
            .withConditions(others);
    var known = before.getConditions().stream().filter(c -> !others.contains(c)).findFirst();
    failure.ifPresent(f ->
        builder.addToConditions(
            known.orElseGet(() ->
                new ReplicationControllerConditionBuilder()
                    .withType("ReplicaFailure")
                    .withStatus("True")
                    .withReason(f.reason())
                    .withMessage(f.message())
                    .withLastTransitionTime(now.truncatedTo(ChronoUnit.SECONDS).toString())
                    .build())));
    return builder.build();
  }

  private ReplicationController writeStatus(
      ReplicationController owner, ReplicationControllerStatus status) {
    if (Objects.equals(owner.getStatus(), status)) {
      return owner;
    }
    return api.updateStatus(new ReplicationControllerBuilder(owner).withStatus(status).build());
  }

  private static int wanted(ReplicationController owner) {
    return owner.getSpec().getReplicas() == null ? 1 : owner.getSpec().getReplicas();
  }

  private static Map<String, String> templateLabels(ReplicationController owner) {
    var template = owner.getSpec().getTemplate();
    var labels =
        template == null || template.getMetadata() == null
            ? null
            : template.getMetadata().getLabels();
    return labels == null ? Map.of() : labels;
  }
}
