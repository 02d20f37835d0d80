package io.navarch.controller.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rollout moves, and never beyond the limits the user gave. */
class ScalePlanTest {

  private static Deployment deployment(int replicas, Object surge, Object unavailable) {
    return new DeploymentBuilder()
        .withNewSpec()
        .withReplicas(replicas)
        .withNewStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withMaxSurge(new IntOrString(surge))
        .withMaxUnavailable(new IntOrString(unavailable))
        .endRollingUpdate()
        .endStrategy()
        .endSpec()
        .build();
  }

  private static ReplicaSet set(String name, int replicas, int available) {
    return new ReplicaSetBuilder()
        .withNewMetadata()
        .withName(name)
        .withCreationTimestamp("2030-01-01T00:00:0" + name.length() + "Z")
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .endSpec()
        .withNewStatus()
        .withReplicas(replicas)
        .withAvailableReplicas(available)
        .endStatus()
        .build();
  }

  private static ReplicaSet marked(ReplicaSet set, int max) {
    return new ReplicaSetBuilder(set)
        .editMetadata()
        .addToAnnotations(Rollout.MAX, Integer.toString(max))
        .endMetadata()
        .build();
  }

  private static Map<String, Integer> sizes(ScalePlan plan) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    plan.steps().forEach(step -> sizes.put(step.set().getMetadata().getName(), step.size()));
    return sizes;
  }

  @Test
  void growsTheNewSetByTheSurge() {
    var plan =
        ScalePlan.growNew(deployment(10, "25%", "25%"), set("b", 0, 0), List.of(set("a", 10, 10)));

    assertThat(sizes(plan)).containsEntry("b", 3);
  }

  @Test
  void sparesNoMoreThanMayBeUnavailable() {
    var plan =
        ScalePlan.shrinkOld(
            deployment(10, "25%", "25%"), set("b", 3, 0), List.of(set("a", 10, 10)));

    assertThat(sizes(plan)).containsEntry("a", 8);
  }

  @Test
  void removesPodsThatDoNotWorkFirst() {
    var plan =
        ScalePlan.shrinkOld(
            deployment(4, 1, 1), set("bbb", 1, 0), List.of(set("a", 3, 3), set("bb", 1, 0)));

    assertThat(sizes(plan)).containsEntry("bb", 0).doesNotContainKey("a");
  }

  @Test
  void sharesAChangeOutByTheSizesOfTheSets() {
    var newest = marked(set("bb", 5, 5), 11);
    var old = marked(set("a", 6, 6), 11);

    var plan = ScalePlan.resize(deployment(20, 2, 1), newest, List.of(old));

    assertThat(sizes(plan).values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(22);
    assertThat(sizes(plan)).containsEntry("a", 12).containsEntry("bb", 10);
  }

  static LongStream seeds() {
    return LongStream.range(0, Integer.getInteger("laws.runs", 500));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void neverLeavesTheLimitsAndEndsWithTheNewSet(long seed) {
    var random = new Random(seed);
    int wanted = random.nextInt(20);
    var deployment = deployment(wanted, random.nextInt(4), random.nextInt(4));
    var newest = set("zzzz", 0, 0);
    List<ReplicaSet> old = new ArrayList<>(List.of(set("a", wanted, wanted)));
    int least = wanted - Rollout.maxUnavailable(deployment);
    int most = wanted + Rollout.maxSurge(deployment);
    for (int round = 0; round < 200 && Rollout.available(newest) < wanted; round++) {
      var grow = ScalePlan.growNew(deployment, newest, old);
      newest = applied(grow, newest);
      var plan = grow.isEmpty() ? ScalePlan.shrinkOld(deployment, newest, old) : ScalePlan.NONE;
      old = new ArrayList<>(old.stream().map(set -> applied(plan, set)).toList());
      assertThat(Rollout.wanted(old) + Rollout.wanted(newest)).isLessThanOrEqualTo(most);
      assertThat(Rollout.available(old) + Rollout.available(newest)).isGreaterThanOrEqualTo(least);
      if (random.nextBoolean()) {
        newest = set("zzzz", Rollout.wanted(newest), Rollout.wanted(newest));
      }
    }
    assertThat(Rollout.available(newest)).isEqualTo(wanted);
  }

  private static ReplicaSet applied(ScalePlan plan, ReplicaSet set) {
    return plan.steps().stream()
        .filter(step -> step.set().equals(set))
        .map(step ->
            set(
                set.getMetadata().getName(),
                step.size(),
                Math.min(Rollout.available(set), step.size())))
        .findFirst()
        .orElse(set);
  }
}
