package io.navarch.controller.disruption;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.navarch.controller.podcontrol.Numbers;
import io.navarch.controller.podcontrol.PodFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a budget comes to.
 *
 * @param expected how many pods there should be
 * @param desired how many of them must be healthy
 * @param healthy how many are
 * @param disrupted pods that were evicted and are still there, with the time of it
 */
record BudgetPlan(int expected, int desired, int healthy, Map<String, String> disrupted) {

  /** After this time an eviction that did not happen is forgotten. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * Compares the pods with the budget.
   *
   * @param scale how many pods the owners want, for budgets that need to know
   */
  static BudgetPlan compute(PodDisruptionBudget budget, List<Pod> pods, int scale, Instant now) {
    var disrupted = disrupted(budget, pods, now);
    int healthy =
        (int)
            pods.stream()
                .filter(pod -> PodFacts.isActive(pod) && PodFacts.isReady(pod))
                .filter(pod -> !disrupted.containsKey(pod.getMetadata().getName()))
                .count();
    int expected = needsScale(budget) ? scale : pods.size();
    return new BudgetPlan(expected, desired(budget, expected), healthy, disrupted);
  }

  /** Whether the budget is relative to what the owners of the pods want. */
  static boolean needsScale(PodDisruptionBudget budget) {
    var spec = budget.getSpec();
    return spec.getMaxUnavailable() != null
        || Optional.ofNullable(spec.getMinAvailable()).map(IntOrString::getStrVal).isPresent();
  }

  private static int desired(PodDisruptionBudget budget, int expected) {
    var spec = budget.getSpec();
    return spec.getMaxUnavailable() == null
        ? Numbers.scaled(spec.getMinAvailable(), expected, true)
        : Math.max(0, expected - Numbers.scaled(spec.getMaxUnavailable(), expected, true));
  }

  private static Map<String, String> disrupted(
      PodDisruptionBudget budget, List<Pod> pods, Instant now) {
    var status = budget.getStatus();
    if (status == null || status.getDisruptedPods() == null) {
      return Map.of();
    }
    var disrupted = new TreeMap<String, String>();
    for (var pod : pods) {
      var name = pod.getMetadata().getName();
      var since = status.getDisruptedPods().get(name);
      if (since != null
          && !PodFacts.isDeleting(pod)
          && Instant.parse(since).plus(PATIENCE).isAfter(now)) {
        disrupted.put(name, since);
      }
    }
    return disrupted;
  }

  /** How many pods may be evicted. */
  int allowed() {
    return expected > 0 ? Math.max(0, healthy - desired) : 0;
  }
}
