package io.navarch.controller.garbagecollector;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PartialObjectMetadata;
import io.navarch.controller.garbagecollector.OwnersPlan.OwnerState;
import io.navarch.controller.garbagecollector.OwnersPlan.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An object lives as long as one of its owners does. */
class OwnersPlanTest {

  private static OwnerReference reference(String uid) {
    return new OwnerReferenceBuilder()
        .withApiVersion("v1")
        .withKind("ConfigMap")
        .withName(uid)
        .withUid(uid)
        .build();
  }

  private static PartialObjectMetadata of(ObjectMeta metadata) {
    var object = new PartialObjectMetadata();
    object.setMetadata(metadata);
    return object;
  }

  private static PartialObjectMetadata object(List<String> finalizers, String... owners) {
    return of(
        new ObjectMetaBuilder()
            .withName("it")
            .withFinalizers(finalizers)
            .withOwnerReferences(Stream.of(owners).map(OwnersPlanTest::reference).toList())
            .build());
  }

  private static Verdict judge(
      PartialObjectMetadata object, boolean hasDependents, Map<String, OwnerState> states) {
    return OwnersPlan.compute(object, hasDependents, owner -> states.get(owner.getUid()));
  }

  @Test
  void keepsWhatNobodyOwns() {
    assertThat(judge(object(List.of()), true, Map.of())).isEqualTo(new Verdict.Keep());
  }

  @Test
  void keepsWhatAllOwnersHold() {
    var states = Map.of("a", OwnerState.PRESENT, "b", OwnerState.PRESENT);

    assertThat(judge(object(List.of(), "a", "b"), false, states)).isEqualTo(new Verdict.Keep());
  }

  @Test
  void detachesFromLostAndLeavingOwnersWhileAnotherHoldsIt() {
    var states =
        Map.of(
            "a", OwnerState.ABSENT,
            "b", OwnerState.PRESENT,
            "c", OwnerState.WAITS_FOR_DEPENDENTS);

    assertThat(judge(object(List.of(), "a", "b", "c"), true, states))
        .isEqualTo(new Verdict.Detach(List.of("a", "c")));
  }

  @Test
  void deletesInTheBackgroundWhatHasLostItsLastOwner() {
    assertThat(judge(object(List.of(), "a"), true, Map.of("a", OwnerState.ABSENT)))
        .isEqualTo(new Verdict.Delete("Background"));
  }

  @Test
  void goesBeforeItsOwnerAndAfterItsOwnDependentsWhenTheOwnerWaits() {
    var states = Map.of("a", OwnerState.WAITS_FOR_DEPENDENTS);

    assertThat(judge(object(List.of(), "a"), true, states))
        .isEqualTo(new Verdict.Delete("Foreground"));
    assertThat(judge(object(List.of(), "a"), false, states))
        .isEqualTo(new Verdict.Delete("Background"));
  }

  @Test
  void keepsTheWayOfDeletionThatWasAskedForBefore() {
    var lost = Map.of("a", OwnerState.ABSENT);

    assertThat(judge(object(List.of(Graph.ORPHAN), "a"), true, lost))
        .isEqualTo(new Verdict.Delete("Orphan"));
    assertThat(judge(object(List.of(Graph.FOREGROUND), "a"), true, lost))
        .isEqualTo(new Verdict.Delete("Foreground"));
  }

  @Test
  void keepsWhatNamesAnOwnerThatNoPathLeadsTo() {
    var states = Map.of("a", OwnerState.ABSENT, "b", OwnerState.UNREACHABLE);

    assertThat(judge(object(List.of(), "a", "b"), false, states)).isEqualTo(new Verdict.Keep());
  }
}
