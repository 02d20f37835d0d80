package io.navarch.apiserver.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.navarch.apiserver.request.ApiStatusException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a budget says to an eviction. */
class DisruptionBudgetTest {

  private static final String NOW = "2026-01-02T03:04:05Z";

  @Test
  void countsAnEvictionAndClosesWithTheLastOne() {
    var budget = budget(1);

    budget.take("web-0", NOW);

    var status = budget.tree().path("status");
    assertThat(status.path("disruptionsAllowed").asInt()).isZero();
    assertThat(status.at("/disruptedPods/web-0").asString()).isEqualTo(NOW);
    assertThat(status.at("/conditions/0/status").asString()).isEqualTo("False");
    assertThat(status.at("/conditions/0/lastTransitionTime").asString()).isEqualTo(NOW);
  }

  @Test
  void refusesWhereThereIsNoRoomAndSaysWhy() {
    assertThatExceptionOfType(ApiStatusException.class)
        .isThrownBy(() -> budget(0).take("web-0", NOW))
        .withMessage("Cannot evict pod as it would violate the pod's disruption budget.")
        .satisfies(e -> {
          assertThat(e.status().code()).isEqualTo(429);
          assertThat(e.status().retryAfterSeconds()).isZero();
          assertThat(e.status().causes().getFirst().reason()).isEqualTo("DisruptionBudget");
          assertThat(e.status().causes().getFirst().message())
              .isEqualTo("The disruption budget web needs 2 healthy pods and has 2 currently");
        });
  }

  @Test
  void asksToComeAgainWhileTheControllerIsBehind() {
    var budget = budget(1);
    ((ObjectNode) budget.tree().path("metadata")).put("generation", 2);

    assertThatExceptionOfType(ApiStatusException.class)
        .isThrownBy(() -> budget.take("web-0", NOW))
        .satisfies(e -> assertThat(e.status().retryAfterSeconds()).isEqualTo(10));
  }

  @Test
  void letsUnhealthyPodsGoAsItsPolicyAndHealthSay() {
    var healthy = budget(0);
    var always = budget(0);
    ((ObjectNode) always.tree().path("status")).put("currentHealthy", 0);
    ((ObjectNode) always.tree().path("spec")).put("unhealthyPodEvictionPolicy", "AlwaysAllow");
    var ill = budget(0);
    ((ObjectNode) ill.tree().path("status")).put("currentHealthy", 1);

    assertThat(healthy.letsUnhealthyGo()).isTrue();
    assertThat(always.letsUnhealthyGo()).isTrue();
    assertThat(ill.letsUnhealthyGo()).isFalse();
  }

  private static DisruptionBudget budget(int allowed) {
    return new DisruptionBudget(
        (ObjectNode)
            JsonMapper.shared()
                .readTree(
                    """
                    {"metadata": {"name": "web", "generation": 1},
                     "spec": {"selector": {"matchLabels": {"app": "web"}}},
                     "status": {"observedGeneration": 1, "disruptionsAllowed": %d,
                       "currentHealthy": 2, "desiredHealthy": 2,
                       "conditions": [{"type": "DisruptionAllowed", "status": "True"}]}}
                    """
                        .formatted(allowed)));
  }
}
