package io.navarch.controller.tainteviction;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.navarch.testing.fixtures.PodFixture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A pod stays on a tainted node as long as it tolerates that, counted from when they met. */
class EvictionPlanTest {

  private static final Instant ADDED = Instant.parse("2030-01-01T00:00:00Z");

  private static Taint taint(String key, String effect, @Nullable Instant added) {
    return new TaintBuilder()
        .withKey(key)
        .withEffect(effect)
        .withTimeAdded(added == null ? null : added.toString())
        .build();
  }

  private static Toleration toleration(@Nullable String key, @Nullable Long seconds) {
    return new TolerationBuilder()
        .withKey(key)
        .withOperator("Exists")
        .withTolerationSeconds(seconds)
        .build();
  }

  private static Pod pod(Toleration... tolerations) {
    return PodFixture.aPod("p")
        .on("n")
        .with(b -> b.editSpec().withTolerations(tolerations).endSpec())
        .build();
  }

  private static Optional<Instant> due(Pod pod, Taint... taints) {
    return EvictionPlan.compute(pod, List.of(taints), _ -> ADDED.plusSeconds(5));
  }

  @Test
  void onlyTaintsThatEvictCount() {
    assertThat(due(pod(), taint("a", "NoSchedule", ADDED), taint("b", "PreferNoSchedule", ADDED)))
        .isEmpty();
  }

  @Test
  void whatIsNotToleratedEvictsAtOnceWhateverElseIsTolerated() {
    assertThat(
            due(
                pod(toleration("a", 60L)),
                taint("a", "NoExecute", ADDED),
                taint("b", "NoExecute", ADDED)))
        .contains(Instant.MIN);
  }

  @Test
  void tolerationWithoutLimitLastsForEver() {
    assertThat(due(pod(toleration("a", null)), taint("a", "NoExecute", ADDED))).isEmpty();
  }

  @Test
  void theShortestOfTheLimitsCounts() {
    assertThat(
            due(
                pod(toleration("a", 60L), toleration("b", 30L)),
                taint("a", "NoExecute", ADDED),
                taint("b", "NoExecute", ADDED)))
        .contains(ADDED.plusSeconds(30));
  }

  @Test
  void ofSeveralTolerationsForOneTaintTheFirstCounts() {
    assertThat(
            due(pod(toleration(null, null), toleration("a", 10L)), taint("a", "NoExecute", ADDED)))
        .isEmpty();
  }

  @Test
  void noTimeAtAllMeansAtOnce() {
    assertThat(due(pod(toleration("a", -1L)), taint("a", "NoExecute", ADDED)))
        .contains(Instant.MIN);
  }

  @Test
  void aTaintWithoutDateCountsFromWhenItWasFirstSeen() {
    assertThat(due(pod(toleration("a", 60L)), taint("a", "NoExecute", null)))
        .contains(ADDED.plusSeconds(65));
  }

  @Test
  void aPodThatCameLaterHasItsFullTime() {
    var late =
        PodFixture.aPod("p")
            .on("n")
            .with(b ->
                b.editSpec()
                    .withTolerations(toleration("a", 60L))
                    .endSpec()
                    .editStatus()
                    .addNewCondition()
                    .withType("PodScheduled")
                    .withStatus("True")
                    .withLastTransitionTime("2030-01-01T01:00:00Z")
                    .endCondition()
                    .endStatus())
            .build();

    assertThat(due(late, taint("a", "NoExecute", ADDED)))
        .contains(Instant.parse("2030-01-01T01:01:00Z"));
  }

  @Test
  void valuesAreComparedUnlessOnlyExistenceIsAskedFor() {
    var taint = new TaintBuilder(taint("a", "NoExecute", ADDED)).withValue("x").build();
    var equal = new TolerationBuilder().withKey("a").withOperator("Equal").withValue("x").build();
    var other = new TolerationBuilder(equal).withValue("y").build();

    assertThat(due(pod(equal), taint)).isEmpty();
    assertThat(due(pod(other), taint)).contains(Instant.MIN);
    assertThat(due(pod(toleration("a", null)), taint)).isEmpty();
  }
}
