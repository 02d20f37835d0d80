package io.navarch.scheduler.framework;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.scheduler.framework.Diagnosis.NodeVerdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The words in which users read why a Pod waits. */
class DiagnosisTest {

  private static NodeVerdict because(String... reasons) {
    return new NodeVerdict("NodeResourcesFit", new Verdict.Rejected(List.of(reasons), true));
  }

  @Test
  void countsEachReasonOfANodeByItself() {
    var both = because("Insufficient memory", "Insufficient cpu");

    assertThat(Diagnosis.ofNodes(2, Map.of("a", both, "b", both)).message())
        .isEqualTo("0/2 nodes are available: 2 Insufficient cpu, 2 Insufficient memory.");
  }

  @Test
  void countsTheReasonsAsKubeSchedulerDoes() {
    var diagnosis =
        Diagnosis.ofNodes(
            3,
            Map.of(
                "a",
                because("Insufficient cpu"),
                "b",
                because("Insufficient cpu"),
                "c",
                because("Too many pods")));

    assertThat(diagnosis.message())
        .isEqualTo("0/3 nodes are available: 1 Too many pods, 2 Insufficient cpu.");
  }

  @Test
  void saysSoWhenThereAreNoNodes() {
    assertThat(Diagnosis.ofNodes(0, Map.of()).message())
        .isEqualTo("no nodes available to schedule pods");
  }
}
