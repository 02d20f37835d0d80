package io.navarch.nodeagent.eviction;

import static io.navarch.nodeagent.pod.Pods.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.navarch.nodeagent.eviction.Threshold.Measure;
import io.navarch.nodeagent.stats.PodUse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who goes first, and what users are told. */
class EvictionRankingTest {

  private static final long MIB = 1L << 20;

  private static Pod asking(String uid, String memory, int priority) {
    return new PodBuilder(aPod().build())
        .editMetadata()
        .withUid(uid)
        .endMetadata()
        .editSpec()
        .withPriority(priority)
        .editFirstContainer()
        .withNewResources()
        .withRequests(Map.of("memory", Quantity.parse(memory)))
        .endResources()
        .endContainer()
        .endSpec()
        .build();
  }

  private static PodUse using(long memory, long processes) {
    return new PodUse(memory, 0, processes, Map.of("c", memory), Map.of());
  }

  private final EvictionRanking ranking =
      new EvictionRanking(
          Map.of(
              "modest", using(10 * MIB, 9),
              "greedy", using(100 * MIB, 5),
              "greedier", using(200 * MIB, 1),
              "important", using(500 * MIB, 100)));

  private List<String> order(Signal signal) {
    return ranking
        .order(
            List.of(
                asking("modest", "20Mi", -10),
                asking("greedy", "20Mi", 0),
                asking("important", "20Mi", 5),
                asking("greedier", "20Mi", 0)),
            signal)
        .stream()
        .map(pod -> pod.getMetadata().getUid())
        .toList();
  }

  @Test
  void whoUsesMoreThanItAskedForGoesFirstThenByPriorityThenByExcess() {
    assertThat(order(Signal.MEMORY)).containsExactly("greedier", "greedy", "important", "modest");
  }

  @Test
  void processIdsAreGivenBackByPriorityAndNumber() {
    assertThat(order(Signal.PROCESSES))
        .containsExactly("modest", "greedy", "greedier", "important");
  }

  @Test
  void theMessageNamesTheThresholdAndWhoUsedTooMuch() {
    var threshold = new Threshold(Signal.MEMORY, "100Mi", Duration.ZERO, "0");

    assertThat(
            EvictionWords.message(
                asking("greedy", "20Mi", 0),
                threshold,
                new Measure(50 * MIB, 1024 * MIB),
                using(100 * MIB, 1)))
        .isEqualTo(
            "The node was low on resource: memory. Threshold quantity: 100Mi, available: 50Mi. Container c was using 100Mi, request is 20Mi, has larger consumption of memory. ");
  }
}
