package io.navarch.controller.daemonset;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.navarch.controller.podcontrol.PodFacts;
import io.navarch.controller.revision.Revisions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One pod on each node that fits, replaced a few at a time. */
class DaemonPlanTest {

  private static final NodeFit FITS = new NodeFit(true, true);
  private static final DaemonPlan.Update UPDATE = update(false);

  private static DaemonPlan.Update update(boolean surge) {
    return new DaemonPlan.Update(
        surge, pod -> Revisions.hash(pod).equals("new"), PodFacts::isReady);
  }

  private static Pod pod(String name, String hash, String phase, boolean ready) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("default")
        .withCreationTimestamp("2030-01-01T00:00:0" + name.charAt(name.length() - 1) + "Z")
        .addToLabels(Revisions.HASH, hash)
        .endMetadata()
        .withNewSpec()
        .withNodeName("n1")
        .endSpec()
        .withNewStatus()
        .withPhase(phase)
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready ? "True" : "False")
        .endCondition()
        .endStatus()
        .build();
  }

  private static DaemonSet set(Map<String, String> nodeSelector) {
    return new DaemonSetBuilder()
        .withNewMetadata()
        .withName("agent")
        .withNamespace("default")
        .withUid("u")
        .withGeneration(3L)
        .endMetadata()
        .withNewSpec()
        .withNewTemplate()
        .withNewSpec()
        .withNodeSelector(nodeSelector)
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private static Node node(String taint, String effect) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName("n1")
        .addToLabels("disk", "ssd")
        .endMetadata()
        .withNewSpec()
        .addNewTaint(effect, taint, null, null)
        .endSpec()
        .build();
  }

  private static NodeFit fit(Map<String, String> nodeSelector, Node node) {
    return NodeFit.of(DaemonPods.template(set(nodeSelector)), node);
  }

  @Test
  void aNodeWithoutAPodGetsOne() {
    var plan = DaemonPlan.compute(Map.of("n1", FITS), Map.of(), UPDATE);
    assertThat(plan.create()).containsExactly("n1");
    assertThat(plan.delete()).isEmpty();
  }

  @Test
  void theOldestOfTwoPodsStays() {
    var pods =
        Map.of("n1", List.of(pod("b2", "new", "Running", true), pod("a1", "new", "Running", true)));
    var plan = DaemonPlan.compute(Map.of("n1", FITS), pods, UPDATE);
    assertThat(plan.delete()).extracting(p -> p.getMetadata().getName()).containsExactly("b2");
  }

  @Test
  void podsOfNodesThatAreGoneOrNoLongerFitAreDeleted() {
    var pods = Map.of("n1", List.of(pod("a1", "new", "Running", true)));
    assertThat(DaemonPlan.compute(Map.of(), pods, UPDATE).delete()).hasSize(1);
    var none = Map.of("n1", new NodeFit(false, false));
    assertThat(DaemonPlan.compute(none, pods, UPDATE).delete()).hasSize(1);
    var staying = Map.of("n1", new NodeFit(false, true));
    assertThat(DaemonPlan.compute(staying, pods, UPDATE).delete()).isEmpty();
  }

  @Test
  void aFailedPodIsReplacedButNotWithoutPause() {
    var failed = pod("a1", "new", "Failed", false);
    var plan = DaemonPlan.compute(Map.of("n1", FITS), Map.of("n1", List.of(failed)), UPDATE);
    assertThat(plan.failed()).containsExactly(failed);
    var pauses = new FailedPods();
    var now = Instant.parse("2030-01-01T00:00:00Z");
    assertThat(pauses.holdBack(set(Map.of()), plan.failed(), now).pods()).isEmpty();
    var held = pauses.holdBack(set(Map.of()), plan.failed(), now);
    assertThat(held.pods()).containsExactly(failed);
    assertThat(held.until()).contains(Duration.ofSeconds(1));
  }

  @Test
  void anUpdateDeletesNoMoreAvailablePodsThanMayBeMissing() {
    var pods =
        Map.of(
            "n1", List.of(pod("a1", "old", "Running", true)),
            "n2", List.of(pod("a2", "old", "Running", true)),
            "n3", List.of(pod("a3", "old", "Running", false)));
    assertThat(DaemonRollout.replacing(pods, UPDATE, 1).delete())
        .extracting(p -> p.getMetadata().getName())
        .containsExactly("a3");
    assertThat(DaemonRollout.replacing(pods, UPDATE, 2).delete()).hasSize(2);
  }

  @Test
  void aSurgeKeepsTheOldPodUntilTheNewOneIsAvailable() {
    var old = pod("a1", "old", "Running", true);
    var alone = Map.of("n1", List.of(old));
    assertThat(DaemonRollout.surging(alone, update(true), 1).create()).containsExactly("n1");
    var starting = Map.of("n1", List.of(old, pod("a2", "new", "Pending", false)));
    assertThat(DaemonPlan.compute(Map.of("n1", FITS), starting, update(true)).delete()).isEmpty();
    var done = Map.of("n1", List.of(old, pod("a2", "new", "Running", true)));
    assertThat(DaemonRollout.surging(done, update(true), 1).delete()).containsExactly(old);
  }

  @Test
  void daemonsBearWhatHappensToNodesButNoOtherTaint() {
    var unschedulable = node("node.kubernetes.io/unschedulable", "NoSchedule");
    assertThat(fit(Map.of(), unschedulable)).isEqualTo(FITS);
    assertThat(fit(Map.of(), node("own", "NoSchedule"))).isEqualTo(new NodeFit(false, true));
    assertThat(fit(Map.of(), node("own", "NoExecute"))).isEqualTo(new NodeFit(false, false));
    assertThat(fit(Map.of("disk", "hdd"), unschedulable)).isEqualTo(new NodeFit(false, false));
  }

  @Test
  void aPodNamesItsNodeAndItsTemplate() {
    var pod = DaemonPods.make(set(Map.of()), "n7", "abc");
    assertThat(DaemonPods.node(pod)).contains("n7");
    assertThat(pod.getMetadata().getLabels())
        .containsEntry(Revisions.HASH, "abc")
        .containsEntry("pod-template-generation", "3");
  }
}
