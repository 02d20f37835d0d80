package io.navarch.controller.podcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.testing.fixtures.PodFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Pods whose loss costs least go first. */
class PodDeletionOrderTest {

  private static final Instant NOW = Instant.parse("2030-01-10T00:00:00Z");

  private static PodFixture running(String name, Duration readyFor) {
    return PodFixture.aPod(name)
        .on("node-" + name)
        .with(b ->
            b.editMetadata()
                .withCreationTimestamp("2030-01-01T00:00:00Z")
                .endMetadata()
                .editStatus()
                .withPhase("Running")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withLastTransitionTime(NOW.minus(readyFor).toString())
                .endCondition()
                .endStatus());
  }

  private static PodFixture running(String name) {
    return running(name, Duration.ofHours(2));
  }

  private static PodFixture restarted(PodFixture pod, int times) {
    return pod.with(b ->
        b.editStatus()
            .addNewContainerStatus()
            .withRestartCount(times)
            .endContainerStatus()
            .endStatus());
  }

  private static PodFixture costing(PodFixture pod, String cost) {
    return pod.with(b ->
        b.editMetadata()
            .addToAnnotations("controller.kubernetes.io/pod-deletion-cost", cost)
            .endMetadata());
  }

  private static List<String> order(PodFixture... fixtures) {
    var pods = new ArrayList<Pod>();
    for (var fixture : fixtures) {
      pods.addFirst(fixture.build());
    }
    pods.sort(PodDeletionOrder.cheapestFirst(pods, NOW));
    return pods.stream().map(pod -> pod.getMetadata().getName()).toList();
  }

  @Test
  void whatRunsIsWorthMoreThanWhatDoesNotYet() {
    var unready = running("c").with(b -> b.editStatus().withConditions().endStatus());
    var pending = PodFixture.aPod("b").on("n");

    assertThat(order(PodFixture.aPod("a"), pending, unready, running("d")))
        .containsExactly("a", "b", "c", "d");
  }

  @Test
  void costsCountAmongEquallyReadyPodsAndNonsenseIsZero() {
    assertThat(
            order(
                costing(running("a"), "-5"),
                costing(running("b"), "much"),
                costing(running("c"), "7")))
        .containsExactly("a", "b", "c");
  }

  @Test
  void crowdedNodesAreThinnedFirst() {
    assertThat(order(running("a").on("x"), running("b").on("x"), running("c").on("y")).getLast())
        .isEqualTo("c");
  }

  @Test
  void agesCountByTheirMagnitudeOnly() {
    assertThat(order(running("z", Duration.ofMinutes(1)), running("a", Duration.ofHours(10))))
        .containsExactly("z", "a");
    assertThat(order(running("a", Duration.ofMinutes(110)), running("z", Duration.ofMinutes(100))))
        .containsExactly("a", "z");
  }

  @Test
  void oftenRestartedPodsGoBeforeSteadyOnes() {
    assertThat(order(restarted(running("b"), 3), restarted(running("a"), 1)))
        .containsExactly("b", "a");
  }

  /** Sorting would fail for an order that contradicts itself. */
  @RepeatedTest(50)
  void isAnOrder(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var pods = new ArrayList<Pod>();
    for (int i = 0; i < 40; i++) {
      var pod = running("p" + i, Duration.ofSeconds(random.nextInt(1 << random.nextInt(1, 20))));
      var placed = random.nextBoolean() ? pod.on("n" + random.nextInt(4)) : pod.on("");
      pods.add(costing(restarted(placed, random.nextInt(3)), "" + random.nextInt(2)).build());
    }
    var order = PodDeletionOrder.cheapestFirst(pods, NOW);
    var sorted = pods.stream().sorted(order).toList();

    Collections.shuffle(pods, random);

    assertThat(pods.stream().sorted(order).toList()).isEqualTo(sorted);
    for (int i = 0; i < sorted.size(); i++) {
      for (int j = i; j < sorted.size(); j++) {
        assertThat(order.compare(sorted.get(i), sorted.get(j))).isNotPositive();
      }
    }
  }
}
