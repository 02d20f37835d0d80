package io.navarch.controller.podcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.testing.fixtures.PodFixture;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An owner takes what its selector picks, and lets go what it does not. */
class ClaimPlanTest {

  private static ConfigMap owner(String name, @Nullable String deleted) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withUid(name)
        .withDeletionTimestamp(deleted)
        .endMetadata()
        .build();
  }

  private static Pod pod(String name, String app, ConfigMap... controllers) {
    var references = List.of(controllers).stream().map(Owners::controlledBy).toList();
    return PodFixture.aPod(name)
        .with(b ->
            b.editMetadata().addToLabels("app", app).withOwnerReferences(references).endMetadata())
        .build();
  }

  private static ClaimPlan<Pod> plan(ConfigMap owner, Pod... pods) {
    return ClaimPlan.compute(owner, Selectors.of(Map.of("app", "web")), List.of(pods));
  }

  @Test
  void sortsIntoOwnedAdoptedAndReleased() {
    var owner = owner("o", null);
    var owned = pod("owned", "web", owner);
    var strayed = pod("strayed", "other", owner);
    var free = pod("free", "web");

    var plan = plan(owner, owned, strayed, free, pod("foreign", "other"));

    assertThat(plan.owned()).containsExactly(owned);
    assertThat(plan.adopt()).containsExactly(free);
    assertThat(plan.release()).containsExactly(strayed);
  }

  @Test
  void leavesToOthersWhatTheyControl() {
    var plan = plan(owner("o", null), pod("theirs", "web", owner("other", null)));

    assertThat(plan).isEqualTo(new ClaimPlan<Pod>(List.of(), List.of(), List.of()));
  }

  @Test
  void aLeavingOwnerKeepsWhatItHasAndTakesNothing() {
    var owner = owner("o", "2030-01-01T00:00:00Z");
    var owned = pod("owned", "web", owner);

    var plan = plan(owner, owned, pod("strayed", "other", owner), pod("free", "web"));

    assertThat(plan).isEqualTo(new ClaimPlan<>(List.of(owned), List.of(), List.of()));
  }

  @Test
  void whatIsBeingDeletedIsNotAdopted() {
    var free =
        PodFixture.aPod("free")
            .terminating()
            .with(b -> b.editMetadata().addToLabels("app", "web").endMetadata());

    assertThat(plan(owner("o", null), free.build()).adopt()).isEmpty();
  }
}
