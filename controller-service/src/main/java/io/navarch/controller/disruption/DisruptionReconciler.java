package io.navarch.controller.disruption;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.navarch.client.controller.Outcome;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.controller.Watches;
import io.navarch.client.event.EventRecorder;
import io.navarch.client.event.EventRecorders;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ResourceKey;
import io.navarch.controller.podcontrol.Selectors;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells in the status of each budget how many of its pods may be evicted. */
@Component
final class DisruptionReconciler implements Reconciler<PodDisruptionBudget> {

  private static final String ALLOWED = "DisruptionAllowed";

  private final ApiClient api;
  private final Clock clock;
  private final Lister<Pod> pods;
  private final Lister<PodDisruptionBudget> budgets;
  private final Scales scales;
  private final EventRecorder events;

  DisruptionReconciler(ApiClient api, Informers informers, EventRecorders events, Clock clock) {
    this.api = api;
    this.clock = clock;
    this.pods = informers.lister(Pod.class);
    this.budgets = informers.lister(PodDisruptionBudget.class);
    this.scales = new Scales(informers);
    this.events = events.of("controllermanager");
  }

  @Override
  public String name() {
    return "disruption";
  }

  @Override
  public Watches<PodDisruptionBudget> watches() {
    return Watches.of(PodDisruptionBudget.class)
        .mapping(Pod.class, this::guarding)
        .mapping(Deployment.class, this::neighbours)
        .mapping(ReplicaSet.class, this::neighbours)
        .mapping(StatefulSet.class, this::neighbours)
        .mapping(ReplicationController.class, this::neighbours);
  }

  private Collection<ResourceKey> guarding(Pod pod) {
    return budgets.inNamespace(pod.getMetadata().getNamespace()).stream()
        .filter(budget -> guards(budget, pod))
        .map(ResourceKey::of)
        .toList();
  }

  /** The budgets that an owner's scale may concern. */
  private Collection<ResourceKey> neighbours(HasMetadata owner) {
    return budgets.inNamespace(owner.getMetadata().getNamespace()).stream()
        .filter(BudgetPlan::needsScale)
        .map(ResourceKey::of)
        .toList();
  }

  private static boolean guards(PodDisruptionBudget budget, Pod pod) {
    return Selectors.of(budget.getSpec().getSelector()).test(pod.getMetadata().getLabels());
  }

  @Override
  public Outcome reconcile(PodDisruptionBudget budget) {
    var guarded =
        pods.inNamespace(budget.getMetadata().getNamespace()).stream()
            .filter(pod -> guards(budget, pod))
            .toList();
    if (guarded.isEmpty()) {
      events.normal(budget, "NoPods", "No matching pods found");
    }
    try {
      int scale = BudgetPlan.needsScale(budget) ? scales.of(guarded) : 0;
      var plan = BudgetPlan.compute(budget, guarded, scale, clock.instant());
      boolean isAllowed = plan.allowed() > 0;
      var reason = isAllowed ? "SufficientPods" : "InsufficientPods";
      tell(budget, plan, condition(budget, isAllowed, reason, ""));
      return plan.disrupted().isEmpty()
          ? Outcome.done()
          : Outcome.requeueAfter(BudgetPlan.PATIENCE);
    } catch (IllegalArgumentException e) {
      var message = String.valueOf(e.getMessage());
      events.warning(
          budget,
          "CalculateExpectedPodCountFailed",
          "Failed to calculate the number of expected pods: " + message);
      var unknown = BudgetPlan.compute(budget, List.of(), 0, clock.instant());
      tell(budget, unknown, condition(budget, false, "SyncFailed", message));
      return Outcome.done();
    }
  }

  private Condition condition(
      PodDisruptionBudget budget, boolean isAllowed, String reason, String message) {
    var status = isAllowed ? "True" : "False";
    var since =
        present(budget)
            .filter(condition -> status.equals(condition.getStatus()))
            .map(Condition::getLastTransitionTime)
            .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    return new ConditionBuilder()
        .withType(ALLOWED)
        .withStatus(status)
        .withReason(reason)
        .withMessage(message)
        .withLastTransitionTime(since)
        .withObservedGeneration(budget.getMetadata().getGeneration())
        .build();
  }

  private static Optional<Condition> present(PodDisruptionBudget budget) {
    return budget.getStatus() == null
        ? Optional.empty()
        : budget.getStatus().getConditions().stream()
            .filter(condition -> ALLOWED.equals(condition.getType()))
            .findFirst();
  }

  private void tell(PodDisruptionBudget budget, BudgetPlan plan, Condition condition) {
    var conditions = new ArrayList<Condition>();
    if (budget.getStatus() != null) {
      budget.getStatus().getConditions().stream()
          .filter(other -> !ALLOWED.equals(other.getType()))
          .forEach(conditions::add);
    }
    conditions.add(condition);
    var told =
        new PodDisruptionBudgetBuilder(budget)
            .editOrNewStatus()
            .withObservedGeneration(budget.getMetadata().getGeneration())
            .withExpectedPods(plan.expected())
            .withDesiredHealthy(plan.desired())
            .withCurrentHealthy(plan.healthy())
            .withDisruptionsAllowed(plan.allowed())
            .withDisruptedPods(plan.disrupted())
            .withConditions(conditions)
            .endStatus()
            .build();
    if (!told.getStatus().equals(budget.getStatus())) {
      api.updateStatus(told);
    }
  }
}
