package io.navarch.controller.replicaset;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.navarch.controller.podcontrol.PodFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The number of pods becomes the wanted one, at the least cost. */
class ReplicaPlanTest {

  private static final Instant NOW = Instant.parse("2030-01-02T00:00:00Z");

  private static Pod pod(String name, String node, String phase, boolean ready, boolean deleting) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withUid(name)
        .withLabels(Map.of("app", "web"))
        .withCreationTimestamp("2030-01-01T00:00:00Z")
        .withDeletionTimestamp(deleting ? "2030-01-01T12:00:00Z" : null)
        .endMetadata()
        .withNewSpec()
        .withNodeName(node)
        .endSpec()
        .withNewStatus()
        .withPhase(phase)
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready ? "True" : "False")
        .withLastTransitionTime("2030-01-01T06:00:00Z")
        .endCondition()
        .endStatus()
        .build();
  }

  private static Pod running(String name) {
    return pod(name, "n", "Running", true, false);
  }

  @Test
  void createsExactlyTheMissingOnes() {
    var pods =
        List.of(
            running("a"),
            pod("b", "n", "Running", true, true),
            pod("c", "n", "Failed", false, false));

    var plan = ReplicaPlan.compute(3, pods, pods, NOW);

    assertThat(plan.create()).isEqualTo(2);
    assertThat(plan.delete()).isEmpty();
  }

  @Test
  void deletesWhatCostsLeast() {
    var pods =
        List.of(
            running("ready"),
            pod("unready", "n", "Running", false, false),
            pod("pending", "n", "Pending", false, false),
            pod("unassigned", "", "Pending", false, false));

    assertThat(names(ReplicaPlan.compute(3, pods, pods, NOW))).containsExactly("unassigned");
    assertThat(names(ReplicaPlan.compute(1, pods, pods, NOW)))
        .containsExactly("unassigned", "pending", "unready");
  }

  @Test
  void thinsOutCrowdedNodes() {
    var pods =
        List.of(
            pod("alone", "one", "Running", true, false),
            pod("first", "two", "Running", true, false),
            pod("second", "two", "Running", true, false));

    assertThat(names(ReplicaPlan.compute(2, pods, pods, NOW))).doesNotContain("alone");
  }

  @Test
  void heedsTheCostThatTheUserGave() {
    var dear =
        new PodBuilder(running("a"))
            .editMetadata()
            .addToAnnotations("controller.kubernetes.io/pod-deletion-cost", "100")
            .endMetadata()
            .build();
    var pods = List.of(dear, running("b"));

    assertThat(names(ReplicaPlan.compute(1, pods, pods, NOW))).containsExactly("b");
  }

  @Test
  void countsAvailabilityOnlyAfterTheWait() {
    var pods = List.of(running("a"), pod("gone", "n", "Running", true, true));

    var soon = ReplicaPlan.count(pods, Map.of("app", "web"), 60 * 60 * 24, NOW);
    var late = ReplicaPlan.count(pods, Map.of("app", "web"), 60, NOW);

    assertThat(soon).isEqualTo(new ReplicaPlan.Counts(1, 1, 1, 0, 1));
    assertThat(late.available()).isEqualTo(1);
  }

  static LongStream seeds() {
    return LongStream.range(0, Integer.getInteger("laws.runs", 500));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void reachesTheWantedNumberInOnePassAndNeverDoesBoth(long seed) {
    var random = new Random(seed);
    var phases = List.of("Pending", "Running", "Succeeded", "Failed");
    List<Pod> pods = new ArrayList<>();
    for (int i = random.nextInt(20); i > 0; i--) {
      var phase = phases.get(random.nextInt(phases.size()));
      pods.add(
          pod("p" + i, "n" + random.nextInt(3), phase, random.nextBoolean(), random.nextBoolean()));
    }
    int wanted = random.nextInt(20);

    var plan = ReplicaPlan.compute(wanted, pods, pods, NOW);

    long active = pods.stream().filter(PodFacts::isActive).count();
    assertThat(active + plan.create() - plan.delete().size()).isEqualTo(wanted);
    assertThat(plan.create() == 0 || plan.delete().isEmpty()).isTrue();
    assertThat(plan.delete()).allMatch(PodFacts::isActive);
  }

  private static List<String> names(ReplicaPlan plan) {
    return plan.delete().stream().map(pod -> pod.getMetadata().getName()).toList();
  }
}
