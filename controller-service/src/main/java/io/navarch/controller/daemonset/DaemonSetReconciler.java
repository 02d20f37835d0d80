package io.navarch.controller.daemonset;

import static java.util.function.Predicate.not;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateDaemonSet;
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
import io.navarch.controller.podcontrol.Batches;
import io.navarch.controller.podcontrol.Claims;
import io.navarch.controller.podcontrol.Numbers;
import io.navarch.controller.podcontrol.Orphans;
import io.navarch.controller.podcontrol.OwnedLister;
import io.navarch.controller.podcontrol.PodControl;
import io.navarch.controller.podcontrol.PodFacts;
import io.navarch.controller.podcontrol.Selectors;
import io.navarch.controller.revision.Revisions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps one pod of a DaemonSet on each node that it fits. */
final class DaemonSetReconciler implements Reconciler<DaemonSet> {

  private static final ResourceType<Pod> PODS = ResourceType.of(Pod.class);
  private static final int HISTORY_LIMIT = 10;

  private final ApiClient api;
  private final Claims claims;
  private final Clock clock;
  private final OwnedLister<Pod> pods;
  private final Lister<DaemonSet> sets;
  private final Lister<Node> nodes;
  private final Revisions revisions;
  private final EventRecorder events;
  private final PodControl control;
  private final FailedPods failedPods = new FailedPods();

  DaemonSetReconciler(
      ApiClient api, Informers informers, Claims claims, EventRecorders events, Clock clock) {
    this.api = api;
    this.claims = claims;
    this.clock = clock;
    this.pods = new OwnedLister<>(informers, Pod.class);
    this.sets = informers.of(DaemonSet.class).lister();
    this.nodes = informers.of(Node.class).lister();
    this.revisions = new Revisions(api, claims, informers);
    this.events = events.of("daemonset-controller");
    this.control = new PodControl(api, this.events);
  }

  @Override
  public String name() {
    return "daemonset";
  }

  @Override
  public Watches<DaemonSet> watches() {
    return Watches.of(DaemonSet.class)
        .owning(Pod.class)
        .mapping(
            Pod.class,
            pod -> Orphans.takers(pod, sets, set -> Selectors.of(set.getSpec().getSelector())))
        .mappingEvents(Node.class, this::concerned);
  }

  /** All sets, where a node comes, goes or changes in what decides about pods. */
  private Collection<ResourceKey> concerned(CacheEvent<Node> event) {
    boolean matters =
        !(event instanceof CacheEvent.Updated<Node>(var before, var after))
            || !Objects.equals(before.getMetadata().getLabels(), after.getMetadata().getLabels())
            || !Objects.equals(before.getSpec(), after.getSpec());
    return matters ? sets.list().stream().map(ResourceKey::of).toList() : List.of();
  }

  @Override
  public Outcome reconcile(DaemonSet set) {
    var selector = set.getSpec().getSelector();
    if (Selectors.isEmpty(selector)) {
      events.warning(
          set,
          "SelectingAll",
          "This daemon set is selecting all pods. A non-empty selector is required.");
      return Outcome.done();
    }
    if (set.getMetadata().getDeletionTimestamp() != null) {
      return Outcome.done();
    }
    var history = revisions.of(set, selector);
    var collisions = set.getStatus() == null ? null : set.getStatus().getCollisionCount();
    var revision = revisions.current(set, set.getSpec().getTemplate(), collisions, history);
    if (revision.isEmpty()) {
      grow(set, collisions);
      return Outcome.retry();
    }
    var hash = Revisions.hash(revision.get());
    var owned = claims.claim(set, Selectors.of(selector), PODS, pods.candidates(set));
    var view = view(set, hash, owned);
    var wait = act(set, hash, view);
    var older = history.stream().filter(r -> !Revisions.hash(r).equals(hash)).toList();
    var live = owned.stream().map(Revisions::hash).collect(Collectors.toSet());
    revisions.trim(older, r -> live.contains(Revisions.hash(r)), limit(set));
    tell(set, view);
    return wait.map(Outcome::requeueAfter).orElseGet(() -> next(set, view));
  }

  private void grow(DaemonSet set, @Nullable Integer collisions) {
    api.updateStatus(
        new DaemonSetBuilder(set)
            .editOrNewStatus()
            .withCollisionCount(Numbers.orZero(collisions) + 1)
            .endStatus()
            .build());
  }

  private static int limit(DaemonSet set) {
    var limit = set.getSpec().getRevisionHistoryLimit();
    return limit == null ? HISTORY_LIMIT : limit;
  }

  /** The nodes, the pods on them, and how the pods are replaced. */
  private record View(
      Map<String, NodeFit> fits, Map<String, List<Pod>> byNode, DaemonPlan.Update update) {

    /** The pods of the nodes where one should run. */
    Map<String, List<Pod>> wanted() {
      var wanted = new TreeMap<String, List<Pod>>();
      fits.forEach((node, fit) -> {
        if (fit.shouldRun()) {
          wanted.put(node, byNode.getOrDefault(node, List.of()));
        }
      });
      return wanted;
    }
  }

  private View view(DaemonSet set, String hash, List<Pod> owned) {
    var template = DaemonPods.template(set);
    var fits = new TreeMap<String, NodeFit>();
    nodes
        .list()
        .forEach(node -> fits.put(node.getMetadata().getName(), NodeFit.of(template, node)));
    var byNode =
        owned.stream().collect(Collectors.groupingBy(pod -> DaemonPods.node(pod).orElse("")));
    int minReady = Numbers.orZero(set.getSpec().getMinReadySeconds());
    var now = clock.instant();
    return new View(
        fits,
        byNode,
        new DaemonPlan.Update(
            isRolling(set) && surge(set, fits.size()) > 0,
            pod -> Revisions.hash(pod).equals(hash),
            pod -> PodFacts.isAvailable(pod, minReady, now)));
  }

  /** Does what is to be done and answers when to look again, if only time has to pass. */
  private Optional<Duration> act(DaemonSet set, String hash, View view) {
    var plan = DaemonPlan.compute(view.fits(), view.byNode(), view.update());
    var create = new ArrayList<>(plan.create());
    var delete = new ArrayList<>(plan.delete());
    var wait = failedPods.holdBack(set, plan.failed(), clock.instant());
    delete.removeAll(wait.pods());
    delete.stream().filter(PodFacts::isTerminal).forEach(pod -> tellEnded(set, pod));
    if (isRolling(set)) {
      var step = step(set, view);
      step.create().stream().filter(not(create::contains)).forEach(create::add);
      step.delete().stream().filter(not(delete::contains)).forEach(delete::add);
    }
    var queue = new ConcurrentLinkedQueue<>(create);
    var failure =
        Batches.slowStart(
            create.size(),
            () ->
                Optional.ofNullable(queue.poll())
                    .ifPresent(node -> control.create(set, DaemonPods.make(set, node, hash))));
    var deletions = delete.stream().<Runnable>map(pod -> () -> control.delete(set, pod)).toList();
    failure
        .or(() -> Batches.all(deletions))
        .ifPresent(e -> {
          throw e;
        });
    return wait.until();
  }

  private void tellEnded(DaemonSet set, Pod pod) {
    var state = PodFacts.phase(pod).equals("Failed") ? "failed" : "succeeded";
    var message =
        "Found %s daemon pod %s/%s on node %s, will try to %s it"
            .formatted(
                state,
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                DaemonPods.node(pod).orElse(""),
                state.equals("failed") ? "kill" : "delete");
    if (state.equals("failed")) {
      events.warning(set, "FailedDaemonPod", message);
    } else {
      events.normal(set, "SucceededDaemonPod", message);
    }
  }

  private static DaemonRollout step(DaemonSet set, View view) {
    var wanted = view.wanted();
    int surge = surge(set, wanted.size());
    if (surge > 0) {
      return DaemonRollout.surging(wanted, view.update(), surge);
    }
    var unavailable =
        rolling(set)
            .map(RollingUpdateDaemonSet::getMaxUnavailable)
            .map(value -> Numbers.scaled(value, wanted.size(), true))
            .orElse(1);
    return DaemonRollout.replacing(wanted, view.update(), unavailable);
  }

  private static boolean isRolling(DaemonSet set) {
    var strategy = set.getSpec().getUpdateStrategy();
    return strategy == null || !"OnDelete".equals(strategy.getType());
  }

  private static Optional<RollingUpdateDaemonSet> rolling(DaemonSet set) {
    var strategy = set.getSpec().getUpdateStrategy();
    return Optional.ofNullable(strategy).map(s -> s.getRollingUpdate());
  }

  private static int surge(DaemonSet set, int total) {
    return rolling(set)
        .map(rolling -> Numbers.scaled(rolling.getMaxSurge(), total, true))
        .orElse(0);
  }

  private void tell(DaemonSet set, View view) {
    var counts = DaemonCounts.of(view.fits(), view.byNode(), view.update());
    var told =
        new DaemonSetBuilder(set)
            .editOrNewStatus()
            .withObservedGeneration(set.getMetadata().getGeneration())
            .withDesiredNumberScheduled(counts.desired())
            .withCurrentNumberScheduled(counts.current())
            .withNumberMisscheduled(counts.misscheduled())
            .withNumberReady(counts.ready())
            .withUpdatedNumberScheduled(Numbers.orNull(counts.updated()))
            .withNumberAvailable(Numbers.orNull(counts.available()))
            .withNumberUnavailable(Numbers.orNull(counts.desired() - counts.available()))
            .endStatus()
            .build();
    if (!told.getStatus().equals(set.getStatus())) {
      api.updateStatus(told);
    }
  }

  /** Pods become available by mere time if they must be ready for a while. */
  private static Outcome next(DaemonSet set, View view) {
    int minReady = Numbers.orZero(set.getSpec().getMinReadySeconds());
    var counts = DaemonCounts.of(view.fits(), view.byNode(), view.update());
    return minReady > 0 && counts.ready() != counts.available()
        ? Outcome.requeueAfter(Duration.ofSeconds(minReady))
        : Outcome.done();
  }
}
