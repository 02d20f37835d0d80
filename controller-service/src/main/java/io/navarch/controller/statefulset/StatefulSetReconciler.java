package io.navarch.controller.statefulset;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.navarch.client.controller.Outcome;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.controller.Watches;
import io.navarch.client.event.EventRecorder;
import io.navarch.client.event.EventRecorders;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import io.navarch.controller.podcontrol.Claims;
import io.navarch.controller.podcontrol.Numbers;
import io.navarch.controller.podcontrol.Orphans;
import io.navarch.controller.podcontrol.OwnedLister;
import io.navarch.controller.podcontrol.PodFacts;
import io.navarch.controller.podcontrol.Selectors;
import io.navarch.controller.revision.Revisions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keeps the pods of a StatefulSet, each under its own name. */
final class StatefulSetReconciler implements Reconciler<StatefulSet> {

  private static final ResourceType<Pod> PODS = ResourceType.of(Pod.class);
  private static final int HISTORY_LIMIT = 10;

  private final ApiClient api;
  private final Claims claims;
  private final Clock clock;
  private final OwnedLister<Pod> pods;
  private final Lister<StatefulSet> sets;
  private final Revisions revisions;
  private final EventRecorder events;
  private final StatefulClaims volumes;

  StatefulSetReconciler(
      ApiClient api, Informers informers, Claims claims, EventRecorders events, Clock clock) {
    this.api = api;
    this.claims = claims;
    this.clock = clock;
    this.pods = new OwnedLister<>(informers, Pod.class);
    this.sets = informers.lister(StatefulSet.class);
    this.revisions = new Revisions(api, claims, informers);
    this.events = events.of("statefulset-controller");
    this.volumes =
        new StatefulClaims(api, this.events, informers.lister(PersistentVolumeClaim.class));
  }

  @Override
  public String name() {
    return "statefulset";
  }

  @Override
  public Watches<StatefulSet> watches() {
    return Watches.of(StatefulSet.class)
        .owning(Pod.class)
        .mapping(
            Pod.class,
            pod -> Orphans.takers(pod, sets, set -> Selectors.of(set.getSpec().getSelector())));
  }

  /** The revision that pods should be of, and the one they were of before. */
  private record Pair(ControllerRevision newest, ControllerRevision present) {

    ControllerRevision of(StatefulPlan.State state, int ordinal) {
      return state.isRolling() && ordinal < state.partition() ? present : newest;
    }
  }

  @Override
  public Outcome reconcile(StatefulSet set) {
    if (set.getMetadata().getDeletionTimestamp() != null) {
      return Outcome.done();
    }
    var selector = set.getSpec().getSelector();
    var history = revisions.of(set, selector);
    var collisions = set.getStatus() == null ? null : set.getStatus().getCollisionCount();
    var newest = revisions.current(set, set.getSpec().getTemplate(), collisions, history);
    if (newest.isEmpty()) {
      var grown = Numbers.orZero(collisions) + 1;
      api.updateStatus(
          new StatefulSetBuilder(set)
              .editOrNewStatus()
              .withCollisionCount(grown)
              .endStatus()
              .build());
      return Outcome.retry();
    }
    var pair = new Pair(newest.get(), present(set, history).orElse(newest.get()));
    var candidates =
        pods.candidates(set).stream()
            .filter(pod -> StatefulPods.ordinal(set, pod).isPresent())
            .toList();
    var owned = claims.claim(set, Selectors.of(selector), PODS, candidates);
    var state = state(set, owned, newest.get().getMetadata().getName());
    act(state, pair);
    tell(state, pair);
    trim(set, history, owned, pair);
    return next(state);
  }

  private static Optional<ControllerRevision> present(
      StatefulSet set, List<ControllerRevision> history) {
    var name = set.getStatus() == null ? null : set.getStatus().getCurrentRevision();
    return history.stream().filter(r -> r.getMetadata().getName().equals(name)).findFirst();
  }

  private StatefulPlan.State state(StatefulSet set, List<Pod> owned, String newest) {
    var byOrdinal = new TreeMap<Integer, Pod>();
    owned.forEach(pod -> byOrdinal.put(StatefulPods.ordinal(set, pod).orElseThrow(), pod));
    int minReady = Numbers.orZero(set.getSpec().getMinReadySeconds());
    var now = clock.instant();
    return new StatefulPlan.State(
        set, byOrdinal, newest, pod -> PodFacts.isAvailable(pod, minReady, now));
  }

  private void act(StatefulPlan.State state, Pair pair) {
    var set = state.set();
    var plan = StatefulPlan.compute(state);
    state
        .wanted()
        .keySet()
        .forEach(ordinal -> {
          volumes.make(set, ordinal);
          volumes.align(set, ordinal, Optional.empty());
        });
    for (int ordinal : plan.create()) {
      volumes.make(set, ordinal);
      create(set, StatefulPods.make(set, ordinal, pair.of(state, ordinal)));
    }
    for (var pod : plan.replace()) {
      var meta = pod.getMetadata();
      events.warning(
          set,
          "RecreatingFailedPod",
          "StatefulSet %s/%s is recreating failed Pod %s"
              .formatted(meta.getNamespace(), set.getMetadata().getName(), meta.getName()));
      delete(set, pod);
    }
    for (var pod : plan.scaleDown()) {
      volumes.align(set, StatefulPods.ordinal(set, pod).orElseThrow(), Optional.of(pod));
      delete(set, pod);
    }
    plan.update().forEach(pod -> delete(set, pod));
  }

  private void create(StatefulSet set, Pod pod) {
    try {
      api.create(pod);
      events.normal(set, "SuccessfulCreate", about("create", set, pod) + "successful");
    } catch (ApiException e) {
      if (!e.hasCause("NamespaceTerminating")) {
        events.warning(
            set, "FailedCreate", about("create", set, pod) + "failed error: " + e.getMessage());
      }
      throw e;
    }
  }

  private void delete(StatefulSet set, Pod pod) {
    var options =
        new DeleteOptionsBuilder()
            .withNewPreconditions()
            .withUid(pod.getMetadata().getUid())
            .endPreconditions()
            .build();
    try {
      api.delete(PODS, ResourceKey.of(pod), options);
      events.normal(set, "SuccessfulDelete", about("delete", set, pod) + "successful");
    } catch (ApiException e) {
      if (!e.isNotFound() && !e.isConflict()) {
        events.warning(
            set, "FailedDelete", about("delete", set, pod) + "failed error: " + e.getMessage());
        throw e;
      }
    }
  }

  private static String about(String verb, StatefulSet set, Pod pod) {
    return "%s Pod %s in StatefulSet %s "
        .formatted(verb, pod.getMetadata().getName(), set.getMetadata().getName());
  }

  private void tell(StatefulPlan.State state, Pair pair) {
    var set = state.set();
    var newest = pair.newest().getMetadata().getName();
    var counts = StatefulCounts.of(state, pair.present().getMetadata().getName());
    var told =
        new StatefulSetBuilder(set)
            .editOrNewStatus()
            .withObservedGeneration(set.getMetadata().getGeneration())
            .withReplicas(counts.replicas())
            .withReadyReplicas(Numbers.orNull(counts.ready()))
            .withAvailableReplicas(counts.available())
            .withCurrentReplicas(Numbers.orNull(counts.current()))
            .withUpdatedReplicas(Numbers.orNull(counts.updated()))
            .withCurrentRevision(counts.currentRevision())
            .withUpdateRevision(newest)
            .withCollisionCount(
                Numbers.orZero(
                    set.getStatus() == null ? null : set.getStatus().getCollisionCount()))
            .endStatus()
            .build();
    if (!told.getStatus().equals(set.getStatus())) {
      api.updateStatus(told);
    }
  }

  private void trim(StatefulSet set, List<ControllerRevision> history, List<Pod> owned, Pair pair) {
    var live = owned.stream().map(StatefulPods::revision).collect(Collectors.toSet());
    live.add(pair.newest().getMetadata().getName());
    live.add(pair.present().getMetadata().getName());
    var limit = set.getSpec().getRevisionHistoryLimit();
    revisions.trim(
        history,
        revision -> live.contains(revision.getMetadata().getName()),
        limit == null ? HISTORY_LIMIT : limit);
  }

  /** Pods become available by mere time if they must be ready for a while. */
  private static Outcome next(StatefulPlan.State state) {
    int minReady = Numbers.orZero(state.set().getSpec().getMinReadySeconds());
    boolean waits =
        state.pods().values().stream()
            .anyMatch(pod -> PodFacts.isReady(pod) && !state.isAvailable().test(pod));
    return minReady > 0 && waits
        ? Outcome.requeueAfter(Duration.ofSeconds(minReady))
        : Outcome.done();
  }
}
