package io.navarch.controller.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceCondition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A namespace that is being deleted tells what holds it. */
class NamespaceConditionsPlanTest {

  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00.9Z");
  private static final Remaining NOTHING = new Remaining(Map.of(), Map.of(), List.of(), 0);

  private static String told(List<NamespaceCondition> conditions, String type) {
    return conditions.stream()
        .filter(condition -> condition.getType().equals(type))
        .map(c -> c.getStatus() + " " + c.getReason() + ": " + c.getMessage())
        .findFirst()
        .orElse("nothing");
  }

  @Test
  void tellsThatAllIsWellInTheUsualOrder() {
    var conditions = NamespaceConditionsPlan.compute(List.of(), List.of(), NOTHING, NOW);

    assertThat(conditions)
        .extracting(NamespaceCondition::getType)
        .containsExactly(
            "NamespaceDeletionDiscoveryFailure",
            "NamespaceDeletionGroupVersionParsingFailure",
            "NamespaceDeletionContentFailure",
            "NamespaceContentRemaining",
            "NamespaceFinalizersRemaining");
    assertThat(conditions).allMatch(condition -> condition.getStatus().equals("False"));
    assertThat(told(conditions, "NamespaceDeletionContentFailure"))
        .isEqualTo(
            "False ContentDeleted: All content successfully deleted, may be waiting on finalization");
  }

  @Test
  void tellsWhatRemainsAndWhichFinalizersHoldIt() {
    var left =
        new Remaining(
            new TreeMap<>(Map.of("pods.", 2, "widgets.example.com", 1)),
            Map.of("example.com/hold", 1),
            List.of(),
            15);

    var conditions = NamespaceConditionsPlan.compute(List.of(), List.of(), left, NOW);

    assertThat(told(conditions, "NamespaceContentRemaining"))
        .isEqualTo(
            "True SomeResourcesRemain: Some resources are remaining: "
                + "pods. has 2 resource instances, widgets.example.com has 1 resource instances");
    assertThat(told(conditions, "NamespaceFinalizersRemaining"))
        .isEqualTo(
            "True SomeFinalizersRemain: Some content in the namespace has finalizers remaining: "
                + "example.com/hold in 1 resource instances");
  }

  @Test
  void tellsRefusalsAndGroupsThatDoNotAnswer() {
    var left = new Remaining(Map.of(), Map.of(), List.of("no", "never"), 0);

    var conditions =
        NamespaceConditionsPlan.compute(
            List.of(), List.of("metrics.k8s.io/v1beta1: stale GroupVersion discovery"), left, NOW);

    assertThat(told(conditions, "NamespaceDeletionContentFailure"))
        .isEqualTo(
            "True ContentDeletionFailed: "
                + "Failed to delete all resource types, 2 remaining: no, never");
    assertThat(told(conditions, "NamespaceDeletionDiscoveryFailure"))
        .startsWith("True DiscoveryFailed: Discovery failed for some groups, 1 failing: ")
        .contains("metrics.k8s.io/v1beta1");
  }

  @Test
  void aConditionKeepsItsTimeWhileItsStatusStaysAndIsDatedAnewWhenItTurns() {
    var left = new Remaining(Map.of("pods.", 2), Map.of(), List.of(), 0);
    var first = NamespaceConditionsPlan.compute(List.of(), List.of(), left, NOW);
    var fewer = new Remaining(Map.of("pods.", 1), Map.of(), List.of(), 0);

    var second = NamespaceConditionsPlan.compute(first, List.of(), fewer, NOW.plusSeconds(10));
    var third = NamespaceConditionsPlan.compute(second, List.of(), NOTHING, NOW.plusSeconds(20));

    assertThat(since(second)).isEqualTo("2030-01-01T00:00:00Z");
    assertThat(told(second, "NamespaceContentRemaining")).contains("pods. has 1");
    assertThat(since(third)).isEqualTo("2030-01-01T00:00:20Z");
  }

  private static String since(List<NamespaceCondition> conditions) {
    return conditions.stream()
        .filter(condition -> condition.getType().equals("NamespaceContentRemaining"))
        .findFirst()
        .orElseThrow()
        .getLastTransitionTime();
  }
}
