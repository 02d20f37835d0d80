package io.navarch.controller.nodelifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import io.navarch.testing.fixtures.NodeFixture;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Taints follow from what a node says, and those of others are left alone. */
class NodeTaintsPlanTest {

  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00.5Z");

  private static Node node(String ready, Taint... taints) {
    return NodeFixture.aNode("n")
        .with(b ->
            b.editSpec()
                .withTaints(taints)
                .endSpec()
                .editStatus()
                .editFirstCondition()
                .withStatus(ready)
                .endCondition()
                .endStatus())
        .build();
  }

  private static Taint taint(String key, String effect, String time) {
    return new TaintBuilder().withKey(key).withEffect(effect).withTimeAdded(time).build();
  }

  private static List<String> names(List<Taint> taints) {
    return taints.stream().map(taint -> taint.getKey() + ":" + taint.getEffect()).toList();
  }

  @Test
  void aHealthyNodeKeepsTheTaintsOfOthersOnly() {
    var foreign = taint("dedicated", "NoExecute", null);
    var node =
        node(
            "True",
            foreign,
            taint(NodeTaintsPlan.NOT_READY, "NoSchedule", null),
            taint(NodeTaintsPlan.UNREACHABLE, "NoExecute", null));

    assertThat(NodeTaintsPlan.compute(node, true, NOW)).containsExactly(foreign);
  }

  @Test
  void aNodeThatIsNotReadyTakesNoPodsAndLosesThemOnceThatIsAllowed() {
    assertThat(names(NodeTaintsPlan.compute(node("False"), false, NOW)))
        .containsExactly("node.kubernetes.io/not-ready:NoSchedule");
    assertThat(names(NodeTaintsPlan.compute(node("False"), true, NOW)))
        .containsExactly(
            "node.kubernetes.io/not-ready:NoSchedule", "node.kubernetes.io/not-ready:NoExecute");
  }

  @Test
  void anEvictingTaintStaysAndFollowsTheReason() {
    var node = node("Unknown", taint(NodeTaintsPlan.NOT_READY, "NoExecute", null));

    assertThat(names(NodeTaintsPlan.compute(node, false, NOW)))
        .containsExactly(
            "node.kubernetes.io/unreachable:NoSchedule",
            "node.kubernetes.io/unreachable:NoExecute");
    assertThat(NodeTaintsPlan.evicts(node)).isFalse();
  }

  @Test
  void newTaintsAreDatedAndOldOnesKeepDateAndPlace() {
    var old = taint(NodeTaintsPlan.NOT_READY, "NoSchedule", "2029-12-31T00:00:00Z");
    var foreign = taint("dedicated", "NoSchedule", null);

    assertThat(NodeTaintsPlan.compute(node("False", old, foreign), true, NOW))
        .containsExactly(
            old, foreign, taint(NodeTaintsPlan.NOT_READY, "NoExecute", "2030-01-01T00:00:00Z"));
  }

  @Test
  void pressureMissingNetworkAndCordonsKeepPodsAway() {
    var node =
        NodeFixture.aNode("n")
            .cordoned()
            .with(b ->
                b.editStatus()
                    .addNewCondition()
                    .withType("MemoryPressure")
                    .withStatus("True")
                    .endCondition()
                    .addNewCondition()
                    .withType("DiskPressure")
                    .withStatus("False")
                    .endCondition()
                    .addNewCondition()
                    .withType("NetworkUnavailable")
                    .withStatus("True")
                    .endCondition()
                    .endStatus())
            .build();

    assertThat(names(NodeTaintsPlan.compute(node, true, NOW)))
        .containsExactlyInAnyOrder(
            "node.kubernetes.io/memory-pressure:NoSchedule",
            "node.kubernetes.io/network-unavailable:NoSchedule",
            "node.kubernetes.io/unschedulable:NoSchedule");
  }
}
