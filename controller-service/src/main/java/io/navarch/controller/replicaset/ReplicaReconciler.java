package io.navarch.controller.replicaset;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.client.controller.Outcome;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.controller.Watches;
import io.navarch.client.event.EventRecorders;
import io.navarch.client.informer.Informers;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ResourceType;
import io.navarch.controller.podcontrol.Claims;
import io.navarch.controller.podcontrol.Orphans;
import io.navarch.controller.podcontrol.OwnedLister;
import io.navarch.controller.podcontrol.Owners;
import io.navarch.controller.podcontrol.PodControl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Keeps as many pods as an owner wants, whatever kind the owner is of. */
final class ReplicaReconciler<T extends HasMetadata> implements Reconciler<T> {

  private static final ResourceType<Pod> PODS = ResourceType.of(Pod.class);

  private final ReplicaKind<T> kind;
  private final ApiClient api;
  private final Claims claims;
  private final Clock clock;
  private final OwnedLister<Pod> pods;
  private final OwnedLister<T> owners;
  private final ReplicaActions actions;

  ReplicaReconciler(
      ReplicaKind<T> kind,
      ApiClient api,
      Informers informers,
      Claims claims,
      EventRecorders events,
      Clock clock) {
    this.kind = kind;
    this.api = api;
    this.claims = claims;
    this.clock = clock;
    this.pods = new OwnedLister<>(informers, Pod.class);
    this.owners = new OwnedLister<>(informers, kind.model());
    this.actions = new ReplicaActions(new PodControl(api, events.of(kind.component())));
  }

  @Override
  public String name() {
    return kind.controller();
  }

  @Override
  public Watches<T> watches() {
    return Watches.of(kind.model())
        .owning(Pod.class)
        .mapping(
            Pod.class,
            pod -> Orphans.takers(pod, owners.lister(), owner -> kind.wish(owner).selector()));
  }

  @Override
  public Outcome reconcile(T owner) {
    var wish = kind.wish(owner);
    var owned = claims.claim(owner, wish.selector(), PODS, pods.candidates(owner));
    var now = clock.instant();
    Optional<ReplicaActions.Failure> failure = Optional.empty();
    if (owner.getMetadata().getDeletionTimestamp() == null) {
      var plan = ReplicaPlan.compute(wish.replicas(), owned, related(owner, owned), now);
      failure = actions.act(owner, wish.template(), plan);
    }
    var counts = ReplicaPlan.count(owned, wish.labels(), wish.minReadySeconds(), now);
    tell(owner, counts, failure, now);
    if (failure.isPresent() && !failure.get().isFinal()) {
      throw failure.get().cause();
    }
    return next(wish, counts);
  }

  /** Pods become available by mere time if they must be ready for a while. */
  private static Outcome next(ReplicaKind.Wish wish, ReplicaPlan.Counts counts) {
    return wish.minReadySeconds() > 0
            && counts.ready() == wish.replicas()
            && counts.available() != wish.replicas()
        ? Outcome.requeueAfter(Duration.ofSeconds(wish.minReadySeconds()))
        : Outcome.done();
  }

  /** All pods of the owners that share this one's controller: they crowd nodes together. */
  private List<Pod> related(T owner, List<Pod> owned) {
    var controller = Owners.controller(owner);
    if (controller.isEmpty()) {
      return owned;
    }
    return owners.lister().inNamespace(owner.getMetadata().getNamespace()).stream()
        .filter(other ->
            Owners.controller(other)
                .filter(reference -> reference.getUid().equals(controller.get().getUid()))
                .isPresent())
        .flatMap(other -> pods.controlledBy(other).stream())
        .toList();
  }

  private void tell(
      T owner, ReplicaPlan.Counts counts, Optional<ReplicaActions.Failure> failure, Instant now) {
    var before = kind.report(owner);
    var since = now.truncatedTo(ChronoUnit.SECONDS).toString();
    var trouble =
        failure.map(f ->
            before
                .trouble()
                .orElseGet(() -> new ReplicaKind.Trouble(f.reason(), f.message(), since)));
    var generation = owner.getMetadata().getGeneration();
    var told = kind.telling(owner, new ReplicaKind.Report(counts, generation, trouble));
    if (!kind.report(told).equals(before)) {
      api.updateStatus(told);
    }
  }
}
