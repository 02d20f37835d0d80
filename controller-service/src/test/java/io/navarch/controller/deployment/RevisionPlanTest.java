package io.navarch.controller.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.navarch.controller.podcontrol.Owners;
import io.navarch.controller.podcontrol.TemplateHash;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The newest set bears the highest revision; an undo makes an old set the newest. */
class RevisionPlanTest {

  private static Deployment deployment(String image, Map<String, String> annotations) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withNamespace("default")
        .withName("web")
        .withUid("uid")
        .withAnnotations(annotations)
        .endMetadata()
        .withNewSpec()
        .withReplicas(3)
        .withMinReadySeconds(7)
        .withNewSelector()
        .addToMatchLabels("app", "web")
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("app", "web")
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("c")
        .withImage(image)
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private static Deployment deployment(String image) {
    return deployment(image, Map.of());
  }

  private static ReplicaSet set(String image, String revision, int second) {
    return new ReplicaSetBuilder()
        .withNewMetadata()
        .withName("web-" + second)
        .withGeneration(1L)
        .withCreationTimestamp("2030-01-01T00:00:0" + second + "Z")
        .addToAnnotations(Rollout.REVISION, revision)
        .endMetadata()
        .withNewSpec()
        .withReplicas(0)
        .withTemplate(deployment(image).getSpec().getTemplate())
        .endSpec()
        .withNewStatus()
        .withReplicas(0)
        .withObservedGeneration(1L)
        .endStatus()
        .build();
  }

  @Test
  void aNewTemplateGetsTheNextRevision() {
    var plan = RevisionPlan.compute(deployment("c"), List.of(set("a", "4", 1), set("b", "2", 2)));

    assertThat(plan.newest()).isEmpty();
    assertThat(plan.revision()).isEqualTo(5);
    assertThat(plan.old()).hasSize(2);
  }

  @Test
  void ofTwoSetsWithTheTemplateTheElderIsTheNewest() {
    var elder = set("a", "1", 1);

    var plan = RevisionPlan.compute(deployment("a"), List.of(set("a", "2", 2), elder));

    assertThat(plan.newest()).contains(elder);
    assertThat(plan.old()).hasSize(1);
  }

  @Test
  void anUndoRaisesTheOldSetsRevisionAndRemembersThoseItHad() {
    var first = set("a", "1", 1);
    var deployment = deployment("a");
    var plan = RevisionPlan.compute(deployment, List.of(first, set("b", "2", 2)));

    var marked = plan.marked(deployment, first);

    assertThat(marked.getMetadata().getAnnotations())
        .containsEntry(Rollout.REVISION, "3")
        .containsEntry(Rollout.HISTORY, "1");
    var again = RevisionPlan.compute(deployment, List.of(marked, set("b", "4", 2)));
    assertThat(again.marked(deployment, marked).getMetadata().getAnnotations())
        .containsEntry(Rollout.REVISION, "5")
        .containsEntry(Rollout.HISTORY, "1,3");
  }

  @Test
  void whatIsMarkedRightIsLeftAsItIs() {
    var deployment = deployment("a");
    var plan = RevisionPlan.compute(deployment, List.of(set("a", "3", 1), set("b", "2", 2)));

    var marked = plan.marked(deployment, plan.newest().orElseThrow());

    assertThat(marked.getMetadata().getAnnotations()).isEqualTo(Map.of(Rollout.REVISION, "3"));
    assertThat(plan.marked(deployment, marked)).isEqualTo(marked);
  }

  @Test
  void theEldestRevisionsAreForgottenBeforeTheHistoryBecomesTooLong() {
    var history =
        IntStream.range(1000, 1400).mapToObj(Integer::toString).collect(Collectors.joining(","));
    var old =
        new ReplicaSetBuilder(set("a", "1400", 1))
            .editMetadata()
            .addToAnnotations(Rollout.HISTORY, history)
            .endMetadata()
            .build();
    var plan = RevisionPlan.compute(deployment("a"), List.of(old, set("b", "1401", 2)));

    var annotations = plan.marked(deployment("a"), old).getMetadata().getAnnotations();

    assertThat(annotations.get(Rollout.HISTORY))
        .hasSizeLessThanOrEqualTo(2000)
        .startsWith("1001,")
        .endsWith(",1399,1400");
  }

  @Test
  void setsInheritTheUsersAnnotationsAndNotTheBookkeeping() {
    var deployment =
        deployment(
            "a",
            Map.of(
                "team",
                "blue",
                "kubectl.kubernetes.io/last-applied-configuration",
                "{}",
                Rollout.REVISION,
                "9"));

    var created = RevisionPlan.compute(deployment, List.of()).created(deployment);

    assertThat(created.getMetadata().getAnnotations())
        .isEqualTo(
            Map.of("team", "blue", Rollout.REVISION, "1", Rollout.DESIRED, "3", Rollout.MAX, "3"));
  }

  @Test
  void aNewSetIsToldApartByTheHashOfItsTemplate() {
    var deployment = deployment("a");

    var created = RevisionPlan.compute(deployment, List.of()).created(deployment);

    var hash = TemplateHash.of(deployment.getSpec().getTemplate(), null);
    assertThat(created.getMetadata().getName()).isEqualTo("web-" + hash);
    assertThat(created.getSpec().getSelector().getMatchLabels())
        .isEqualTo(Map.of("app", "web", TemplateHash.LABEL, hash));
    assertThat(created.getSpec().getTemplate().getMetadata().getLabels())
        .isEqualTo(created.getSpec().getSelector().getMatchLabels());
    assertThat(created.getSpec().getMinReadySeconds()).isEqualTo(7);
    assertThat(Owners.controls(deployment, created)).isTrue();
    assertThat(RevisionPlan.compute(deployment, List.of(created)).newest()).contains(created);
  }

  @Test
  void theHistoryKeepsItsLimitAndWhatIsNotIdle() {
    var limited =
        new DeploymentBuilder(deployment("z")).editSpec().withRevisionHistoryLimit(1).endSpec();
    var busy = new ReplicaSetBuilder(set("b", "2", 2)).editSpec().withReplicas(1).endSpec().build();
    var first = set("a", "1", 1);

    var plan = RevisionPlan.compute(deployment("z"), List.of(set("c", "3", 3), busy, first));

    assertThat(plan.outdated(limited.build())).containsExactly(first);
    assertThat(plan.outdated(deployment("z"))).isEmpty();
  }
}
