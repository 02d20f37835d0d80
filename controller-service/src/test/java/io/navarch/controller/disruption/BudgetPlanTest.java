package io.navarch.controller.disruption;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** As many pods may be evicted as are healthy beyond what the budget asks for. */
class BudgetPlanTest {

  private static final Instant NOW = Instant.parse("2030-01-01T00:10:00Z");

  private static Pod pod(String name, boolean ready) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewStatus()
        .withPhase("Running")
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready ? "True" : "False")
        .endCondition()
        .endStatus()
        .build();
  }

  private static final List<Pod> THREE = List.of(pod("a", true), pod("b", true), pod("c", false));

  private static PodDisruptionBudget min(IntOrString available) {
    return new PodDisruptionBudgetBuilder()
        .withNewSpec()
        .withMinAvailable(available)
        .endSpec()
        .build();
  }

  private static PodDisruptionBudget max(IntOrString unavailable) {
    return new PodDisruptionBudgetBuilder()
        .withNewSpec()
        .withMaxUnavailable(unavailable)
        .endSpec()
        .build();
  }

  @Test
  void aNumberOfAvailablePodsCountsThePodsThatAre() {
    var plan = BudgetPlan.compute(min(new IntOrString(1)), THREE, 0, NOW);
    assertThat(plan.expected()).isEqualTo(3);
    assertThat(plan.desired()).isEqualTo(1);
    assertThat(plan.healthy()).isEqualTo(2);
    assertThat(plan.allowed()).isEqualTo(1);
  }

  @Test
  void aPercentageIsOfWhatTheOwnersWantAndRoundsUp() {
    var plan = BudgetPlan.compute(min(new IntOrString("30%")), THREE, 5, NOW);
    assertThat(plan.desired()).isEqualTo(2);
    assertThat(plan.allowed()).isZero();
  }

  @Test
  void unavailablePodsAreThoseMissingFromWhatTheOwnersWant() {
    assertThat(BudgetPlan.compute(max(new IntOrString(2)), THREE, 3, NOW).allowed()).isEqualTo(1);
    assertThat(BudgetPlan.compute(max(new IntOrString(1)), THREE, 3, NOW).allowed()).isZero();
  }

  @Test
  void nothingIsAllowedWhereNothingIsExpected() {
    assertThat(BudgetPlan.compute(min(new IntOrString(0)), List.of(), 0, NOW).allowed()).isZero();
  }

  @Test
  void anEvictedPodIsNotCountedForTwoMinutes() {
    var budget =
        new PodDisruptionBudgetBuilder(min(new IntOrString(1)))
            .withNewStatus()
            .withDisruptedPods(Map.of("a", "2030-01-01T00:09:00Z", "b", "2030-01-01T00:07:00Z"))
            .endStatus()
            .build();
    var plan = BudgetPlan.compute(budget, THREE, 0, NOW);
    assertThat(plan.disrupted()).containsOnlyKeys("a");
    assertThat(plan.healthy()).isEqualTo(1);
  }
}
