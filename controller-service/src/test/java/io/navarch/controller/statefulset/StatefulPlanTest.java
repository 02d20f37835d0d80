package io.navarch.controller.statefulset;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.navarch.controller.podcontrol.PodFacts;
import io.navarch.controller.revision.Revisions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Pods come and go one after the other, unless the set says otherwise. */
class StatefulPlanTest {

  private static StatefulSet set(int replicas, String policy, int partition) {
    return new StatefulSetBuilder()
        .withNewMetadata()
        .withName("db")
        .withNamespace("default")
        .withUid("u")
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withServiceName("dbs")
        .withPodManagementPolicy(policy)
        .withNewUpdateStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withPartition(partition)
        .endRollingUpdate()
        .endUpdateStrategy()
        .addNewVolumeClaimTemplate()
        .withNewMetadata()
        .withName("data")
        .endMetadata()
        .endVolumeClaimTemplate()
        .endSpec()
        .build();
  }

  private static Pod pod(int ordinal, String revision, String phase, boolean ready) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("db-" + ordinal)
        .addToLabels(Revisions.HASH, revision)
        .endMetadata()
        .withNewStatus()
        .withPhase(phase)
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready ? "True" : "False")
        .endCondition()
        .endStatus()
        .build();
  }

  private static Pod running(int ordinal, String revision) {
    return pod(ordinal, revision, "Running", true);
  }

  private static StatefulPlan plan(StatefulSet set, Pod... pods) {
    var byOrdinal = new TreeMap<Integer, Pod>();
    for (var pod : pods) {
      byOrdinal.put(StatefulPods.ordinal(set, pod).orElseThrow(), pod);
    }
    return StatefulPlan.compute(new StatefulPlan.State(set, byOrdinal, "new", PodFacts::isReady));
  }

  @Test
  void aPodIsMadeWhenThoseBeforeItAreReady() {
    var ordered = set(3, "OrderedReady", 0);
    assertThat(plan(ordered).create()).containsExactly(0);
    assertThat(plan(ordered, pod(0, "new", "Pending", false)).create()).isEmpty();
    assertThat(plan(ordered, running(0, "new")).create()).containsExactly(1);
  }

  @Test
  void aParallelSetMakesAllAtOnce() {
    assertThat(plan(set(3, "Parallel", 0)).create()).containsExactly(0, 1, 2);
  }

  @Test
  void theLastPodGoesFirst() {
    var one = set(1, "OrderedReady", 0);
    assertThat(plan(one, running(0, "new"), running(1, "new"), running(2, "new")).scaleDown())
        .containsExactly(running(2, "new"));
  }

  @Test
  void nothingIsScaledDownWhileAWantedPodIsNotReady() {
    var one = set(1, "OrderedReady", 0);
    assertThat(plan(one, pod(0, "new", "Running", false), running(1, "new")).scaleDown()).isEmpty();
  }

  @Test
  void anEndedPodIsReplaced() {
    var failed = pod(0, "new", "Failed", false);
    assertThat(plan(set(1, "OrderedReady", 0), failed).replace()).containsExactly(failed);
  }

  @Test
  void anUpdateTakesTheLastPodAndStopsAtThePartition() {
    var pods = new Pod[] {running(0, "old"), running(1, "old"), running(2, "old")};
    assertThat(plan(set(3, "OrderedReady", 0), pods).update()).containsExactly(pods[2]);
    assertThat(plan(set(3, "OrderedReady", 3), pods).update()).isEmpty();
    pods[2] = running(2, "new");
    assertThat(plan(set(3, "OrderedReady", 2), pods).update()).isEmpty();
    assertThat(plan(set(3, "OrderedReady", 1), pods).update()).containsExactly(pods[1]);
  }

  @Test
  void anUpdateReplacesAsManyAsMayBeUnavailable() {
    var set = set(3, "Parallel", 0);
    set.getSpec().getUpdateStrategy().getRollingUpdate().setMaxUnavailable(new IntOrString(2));
    assertThat(plan(set, running(0, "old"), running(1, "old"), running(2, "old")).update())
        .hasSize(2);
  }

  @Test
  void aPodKnowsItsNameItsIndexAndItsClaims() {
    var set = set(1, "OrderedReady", 0);
    var revision =
        new ControllerRevisionBuilder()
            .withNewMetadata()
            .withName("db-abc")
            .endMetadata()
            .withData(Map.of("spec", Map.of("template", Map.of("spec", Map.of()))))
            .build();
    var pod = StatefulPods.make(set, 4, revision);
    assertThat(pod.getMetadata().getName()).isEqualTo("db-4");
    assertThat(pod.getMetadata().getLabels())
        .containsEntry("apps.kubernetes.io/pod-index", "4")
        .containsEntry("statefulset.kubernetes.io/pod-name", "db-4")
        .containsEntry(Revisions.HASH, "db-abc");
    assertThat(pod.getSpec().getSubdomain()).isEqualTo("dbs");
    assertThat(pod.getSpec().getVolumes().getFirst().getPersistentVolumeClaim().getClaimName())
        .isEqualTo("data-db-4");
  }
}
