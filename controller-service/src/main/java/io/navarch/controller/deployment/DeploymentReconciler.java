package io.navarch.controller.deployment;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.navarch.client.controller.Outcome;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.controller.Watches;
import io.navarch.client.event.EventRecorder;
import io.navarch.client.event.EventRecorders;
import io.navarch.client.informer.CacheEvent;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import io.navarch.controller.podcontrol.Claims;
import io.navarch.controller.podcontrol.Orphans;
import io.navarch.controller.podcontrol.OwnedLister;
import io.navarch.controller.podcontrol.Owners;
import io.navarch.controller.podcontrol.PodFacts;
import io.navarch.controller.podcontrol.Selectors;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Brings a deployment's pods to its present template, a step at a time. */
@Component
final class DeploymentReconciler implements Reconciler<Deployment> {

  private static final ResourceType<ReplicaSet> SETS = ResourceType.of(ReplicaSet.class);

  private final Claims claims;
  private final Clock clock;
  private final EventRecorder events;
  private final OwnedLister<ReplicaSet> sets;
  private final OwnedLister<Pod> pods;
  private final Lister<Deployment> deployments;
  private final DeploymentActions actions;
  private final NewReplicaSet newest;

  DeploymentReconciler(
      ApiClient api, Informers informers, Claims claims, EventRecorders recorders, Clock clock) {
    this.claims = claims;
    this.clock = clock;
    this.events = recorders.of("deployment-controller");
    this.sets = new OwnedLister<>(informers, ReplicaSet.class);
    this.pods = new OwnedLister<>(informers, Pod.class);
    this.deployments = informers.lister(Deployment.class);
    this.actions = new DeploymentActions(api, events);
    this.newest = new NewReplicaSet(api, events, actions, clock);
  }

  @Override
  public String name() {
    return "deployment";
  }

  @Override
  public Watches<Deployment> watches() {
    return Watches.of(Deployment.class)
        .owning(ReplicaSet.class)
        .mapping(
            ReplicaSet.class,
            set -> Orphans.takers(set, deployments, d -> Selectors.of(d.getSpec().getSelector())))
        .mappingEvents(Pod.class, this::waitingForEnd);
  }

  /** A rollout by recreation goes on when the last old pod is gone. */
  private Collection<ResourceKey> waitingForEnd(CacheEvent<Pod> event) {
    if (!(event instanceof CacheEvent.Removed<Pod>(var pod))) {
      return List.of();
    }
    return Owners.controller(pod)
        .filter(owner -> owner.getKind().equals("ReplicaSet"))
        .map(owner -> ResourceKey.of(pod.getMetadata().getNamespace(), owner.getName()))
        .flatMap(key -> sets.lister().find(key))
        .flatMap(Owners::controller)
        .map(owner -> ResourceKey.of(pod.getMetadata().getNamespace(), owner.getName()))
        .filter(key -> deployments.find(key).filter(d -> !Rollout.isRolling(d)).isPresent())
        .stream()
        .toList();
  }

  @Override
  public Outcome reconcile(Deployment found) {
    var selector = found.getSpec().getSelector();
    if (Selectors.isEmpty(selector)) {
      return refuse(found);
    }
    var owned = claims.claim(found, Selectors.of(selector), SETS, sets.candidates(found));
    var plan = RevisionPlan.compute(found, owned);
    if (found.getMetadata().getDeletionTimestamp() != null) {
      var present = plan.newest().orElse(null);
      actions.writeStatus(
          found, DeploymentStatusPlan.counted(found, present, plan.old(), clock.instant()));
      return Outcome.done();
    }
    var deployment = tellPaused(found);
    boolean paused = Boolean.TRUE.equals(deployment.getSpec().getPaused());
    if (paused || isResized(deployment, owned)) {
      return resize(deployment, plan, paused);
    }
    return Rollout.isRolling(deployment) ? roll(deployment, plan) : recreate(deployment, plan);
  }

  private Outcome refuse(Deployment deployment) {
    events.warning(
        deployment,
        "SelectingAll",
        "This deployment is selecting all pods. A non-empty selector is required.");
    var known = deployment.getStatus() == null ? new DeploymentStatus() : deployment.getStatus();
    actions.writeStatus(
        deployment,
        new DeploymentStatusBuilder(known)
            .withObservedGeneration(deployment.getMetadata().getGeneration())
            .build());
    return Outcome.done();
  }

  private Deployment tellPaused(Deployment deployment) {
    var condition = DeploymentStatusPlan.paused(deployment, clock.instant());
    if (condition.isEmpty()) {
      return deployment;
    }
    var known = deployment.getStatus() == null ? new DeploymentStatus() : deployment.getStatus();
    return actions.writeStatus(deployment, DeploymentConditions.set(known, condition.get()));
  }

  private static boolean isResized(Deployment deployment, List<ReplicaSet> sets) {
    return sets.stream()
        .filter(set -> Rollout.wanted(set) > 0)
        .map(set -> Rollout.annotation(set, Rollout.DESIRED))
        .anyMatch(marked -> marked != null && Rollout.number(marked) != Rollout.wanted(deployment));
  }

  private Outcome resize(Deployment found, RevisionPlan plan, boolean paused) {
    var marked = newest.mark(found, plan);
    var deployment = marked.deployment();
    actions.scale(
        deployment, ScalePlan.resize(deployment, marked.newest().orElse(null), plan.old()));
    if (paused) {
      actions.delete(plan.outdated(deployment));
    }
    var now = current(marked.newest(), plan);
    actions.writeStatus(
        deployment,
        DeploymentStatusPlan.counted(
            deployment, now.newest().orElse(null), now.old(), clock.instant()));
    return Outcome.done();
  }

  private Outcome roll(Deployment found, RevisionPlan plan) {
    var result = newest.ensure(found, plan);
    var deployment = result.deployment();
    var present = result.newest().orElseThrow();
    var grow = ScalePlan.growNew(deployment, present, plan.old());
    if (!grow.isEmpty()) {
      actions.scale(deployment, grow);
      return report(deployment, result.newest(), plan);
    }
    var shrink = ScalePlan.shrinkOld(deployment, present, plan.old());
    if (!shrink.isEmpty()) {
      actions.scale(deployment, shrink);
      return report(deployment, result.newest(), plan);
    }
    return finish(deployment, result.newest(), plan);
  }

  private Outcome recreate(Deployment found, RevisionPlan plan) {
    var marked = newest.mark(found, plan);
    var shrink = ScalePlan.toZero(plan.old());
    if (!shrink.isEmpty()) {
      actions.scale(marked.deployment(), shrink);
      return report(marked.deployment(), marked.newest(), plan);
    }
    if (plan.old().stream().flatMap(set -> pods.controlledBy(set).stream()).anyMatch(this::runs)) {
      return report(marked.deployment(), marked.newest(), plan);
    }
    var result = marked.newest().isPresent() ? marked : newest.ensure(marked.deployment(), plan);
    actions.scale(
        result.deployment(), ScalePlan.full(result.deployment(), result.newest().orElseThrow()));
    return finish(result.deployment(), result.newest(), plan);
  }

  private boolean runs(Pod pod) {
    return !PodFacts.isTerminal(pod);
  }

  private Outcome finish(Deployment deployment, Optional<ReplicaSet> present, RevisionPlan plan) {
    if (DeploymentStatusPlan.isComplete(deployment, deployment.getStatus())) {
      actions.delete(plan.outdated(deployment));
    }
    return report(deployment, present, plan);
  }

  private Outcome report(Deployment deployment, Optional<ReplicaSet> present, RevisionPlan plan) {
    var now = current(present, plan);
    var status =
        DeploymentStatusPlan.rollout(
            deployment, now.newest().orElse(null), now.old(), clock.instant());
    var written = actions.writeStatus(deployment, status);
    return DeploymentStatusPlan.recheck(written, status, clock.instant())
        .map(Outcome::requeueAfter)
        .orElseGet(Outcome::done);
  }

  /** The sets as they are after this pass's own writes. */
  private RevisionPlan current(Optional<ReplicaSet> present, RevisionPlan plan) {
    return new RevisionPlan(
        present.map(this::latest), plan.old().stream().map(this::latest).toList(), plan.revision());
  }

  private ReplicaSet latest(ReplicaSet set) {
    return sets.lister()
        .find(ResourceKey.of(set))
        .filter(known -> known.getMetadata().getUid().equals(set.getMetadata().getUid()))
        .orElse(set);
  }
}
