package io.navarch.controller.replicaset;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatusBuilder;
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
import io.navarch.controller.podcontrol.Owners;
import io.navarch.controller.podcontrol.PodControl;
import io.navarch.controller.podcontrol.Selectors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps as many pods as a ReplicaSet wants. */
@Component
final class ReplicaSetReconciler implements Reconciler<ReplicaSet> {

  private static final ResourceType<Pod> PODS = ResourceType.of(Pod.class);

  private final ApiClient api;
  private final Claims claims;
  private final Clock clock;
  private final OwnedLister<Pod> pods;
  private final OwnedLister<ReplicaSet> sets;
  private final ReplicaActions actions;

  ReplicaSetReconciler(
      ApiClient api, Informers informers, Claims claims, EventRecorders events, Clock clock) {
    this.api = api;
    this.claims = claims;
    this.clock = clock;
    this.pods = new OwnedLister<>(informers, Pod.class);
    this.sets = new OwnedLister<>(informers, ReplicaSet.class);
    this.actions = new ReplicaActions(new PodControl(api, events.of("replicaset-controller")));
  }

  @Override
  public String name() {
    return "replicaset";
  }

  @Override
  public Watches<ReplicaSet> watches() {
    Lister<ReplicaSet> lister = sets.lister();
    return Watches.of(ReplicaSet.class)
        .owning(Pod.class)
        .mapping(
            Pod.class,
            pod -> Orphans.takers(pod, lister, set -> Selectors.of(set.getSpec().getSelector())));
  }

  @Override
  public Outcome reconcile(ReplicaSet set) {
    var selector = Selectors.of(set.getSpec().getSelector());
    var owned = claims.claim(set, selector, PODS, pods.candidates(set));
    var now = clock.instant();
    Optional<ReplicaActions.Failure> failure = Optional.empty();
    if (set.getMetadata().getDeletionTimestamp() == null) {
      var plan = ReplicaPlan.compute(wanted(set), owned, related(set, owned), now);
      failure = actions.act(set, set.getSpec().getTemplate(), plan);
    }
    var counts =
        ReplicaPlan.count(
            owned, templateLabels(set), Numbers.orZero(set.getSpec().getMinReadySeconds()), now);
    var updated = writeStatus(set, status(set, counts, failure, now));
    if (failure.isPresent() && !failure.get().isFinal()) {
      throw failure.get().cause();
    }
    return next(updated);
  }

  /** Pods become available by mere time if they must be ready for a while. */
  private static Outcome next(ReplicaSet set) {
    int wait = Numbers.orZero(set.getSpec().getMinReadySeconds());
    var status = set.getStatus();
    return wait > 0
            && Numbers.orZero(status.getReadyReplicas()) == wanted(set)
            && Numbers.orZero(status.getAvailableReplicas()) != wanted(set)
        ? Outcome.requeueAfter(Duration.ofSeconds(wait))
        : Outcome.done();
  }

  /** All pods of the sets that share this one's controller: they crowd nodes together. */
  private List<Pod> related(ReplicaSet set, List<Pod> owned) {
    var controller = Owners.controller(set);
    if (controller.isEmpty()) {
      return owned;
    }
    return sets.lister().inNamespace(set.getMetadata().getNamespace()).stream()
        .filter(other ->
            Owners.controller(other)
                .filter(reference -> reference.getUid().equals(controller.get().getUid()))
                .isPresent())
        .flatMap(other -> pods.controlledBy(other).stream())
        .toList();
  }

  private ReplicaSetStatus status(
      ReplicaSet set,
      ReplicaPlan.Counts counts,
      Optional<ReplicaActions.Failure> failure,
      Instant now) {
    var before = set.getStatus() == null ? new ReplicaSetStatus() : set.getStatus();
    var others =
        before.getConditions().stream()
            .filter(condition -> !condition.getType().equals("ReplicaFailure"))
            .toList();
    var builder =
        new ReplicaSetStatusBuilder(before)
            .withReplicas(counts.replicas())
            .withFullyLabeledReplicas(Numbers.orNull(counts.fullyLabeled()))
            .withReadyReplicas(Numbers.orNull(counts.ready()))
            .withAvailableReplicas(Numbers.orNull(counts.available()))
            .withTerminatingReplicas(counts.terminating())
            .withObservedGeneration(set.getMetadata().getGeneration())
            .withConditions(others);
    var known = before.getConditions().stream().filter(c -> !others.contains(c)).findFirst();
    failure.ifPresent(f ->
        builder.addToConditions(
            known.orElseGet(() ->
                new ReplicaSetConditionBuilder()
                    .withType("ReplicaFailure")
                    .withStatus("True")
                    .withReason(f.reason())
                    .withMessage(f.message())
                    .withLastTransitionTime(now.truncatedTo(ChronoUnit.SECONDS).toString())
                    .build())));
    return builder.build();
  }

  private ReplicaSet writeStatus(ReplicaSet set, ReplicaSetStatus status) {
    if (Objects.equals(set.getStatus(), status)) {
      return set;
    }
    return api.updateStatus(new ReplicaSetBuilder(set).withStatus(status).build());
  }

  private static int wanted(ReplicaSet set) {
    return set.getSpec().getReplicas() == null ? 1 : set.getSpec().getReplicas();
  }

  private static Map<String, String> templateLabels(ReplicaSet set) {
    var template = set.getSpec().getTemplate();
    var labels =
        template == null || template.getMetadata() == null
            ? null
            : template.getMetadata().getLabels();
    return labels == null ? Map.of() : labels;
  }
}
