package io.navarch.controller.garbagecollector;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PartialObjectMetadata;
import io.navarch.client.transport.ResourceKey;
import org.junit.jupiter.api.Test;

/** The graph knows who must be looked at again after each change. */
class GraphTest {

  private final Graph graph = new Graph();

  private static OwnerReference owner(String name, boolean blocks) {
    return new OwnerReferenceBuilder()
        .withApiVersion("v1")
        .withKind("ConfigMap")
        .withName(name)
        .withUid("uid-" + name)
        .withBlockOwnerDeletion(blocks)
        .build();
  }

  private static PartialObjectMetadata of(ObjectMeta metadata) {
    var object = new PartialObjectMetadata();
    object.setMetadata(metadata);
    return object;
  }

  private static PartialObjectMetadata object(String name, OwnerReference... owners) {
    return of(new ObjectMetaBuilder().withName(name).withOwnerReferences(owners).build());
  }

  private static PartialObjectMetadata deleted(String name, String finalizer) {
    return of(
        new ObjectMetaBuilder()
            .withName(name)
            .withDeletionTimestamp("2030-01-01T00:00:00Z")
            .withFinalizers(finalizer)
            .build());
  }

  private static Node.Identity identity(String namespace, String name) {
    return new Node.Identity(
        null, "v1", "ConfigMap", ResourceKey.of(namespace, name), "uid-" + name);
  }

  private Graph.Work see(String namespace, PartialObjectMetadata object) {
    return graph.observed(identity(namespace, object.getMetadata().getName()), object);
  }

  private Graph.Work see(PartialObjectMetadata object) {
    return see("one", object);
  }

  private Graph.View view(String name) {
    return graph.find("uid-" + name).orElseThrow();
  }

  @Test
  void anOwnerThatIsOnlyNamedIsVirtualAndLookedFor() {
    var work = see(object("child", owner("parent", false)));

    assertThat(work.delete()).containsExactlyInAnyOrder("uid-parent", "uid-child");
    assertThat(view("parent").isVirtual()).isTrue();
    assertThat(view("parent").dependents()).hasSize(1);
  }

  @Test
  void anOwnerThatIsSeenIsVirtualNoLongerAndKeepsItsDependents() {
    see(object("child", owner("parent", false)));

    var work = see(object("parent"));

    assertThat(work.delete()).isEmpty();
    assertThat(view("parent").isVirtual()).isFalse();
    assertThat(view("parent").dependents()).hasSize(1);
  }

  @Test
  void whatIsUnchangedAsksForNoWork() {
    see(object("parent"));
    see(object("child", owner("parent", true)));

    var work = see(object("child", owner("parent", true)));

    assertThat(work).isEqualTo(Graph.Work.nothing());
  }

  @Test
  void dependentsAreLookedAtWhenTheirOwnerIsGone() {
    see(object("parent"));
    see(object("child", owner("parent", false)));

    assertThat(graph.removed("uid-parent").delete()).containsExactly("uid-child");
    assertThat(graph.find("uid-parent")).isEmpty();
    assertThat(graph.removed("uid-parent")).isEqualTo(Graph.Work.nothing());
  }

  @Test
  void aLeavingOwnerWaitsOnlyForThoseThatBlockIt() {
    see(object("parent"));
    see(object("blocking", owner("parent", true)));
    see(object("other", owner("parent", false)));

    var work = see(deleted("parent", Graph.FOREGROUND));

    assertThat(work.delete()).containsExactlyInAnyOrder("uid-blocking", "uid-other", "uid-parent");
    assertThat(view("parent").deletesDependents()).isTrue();
    assertThat(view("parent").blocking()).containsExactly("uid-blocking");
    assertThat(graph.removed("uid-blocking").delete()).containsExactly("uid-parent");
    assertThat(view("parent").blocking()).isEmpty();
  }

  @Test
  void aLeavingOwnerIsLookedAtWhenADependentUnblocksOrLeavesIt() {
    see(object("parent"));
    see(object("child", owner("parent", true)));
    see(deleted("parent", Graph.FOREGROUND));

    assertThat(see(object("child", owner("parent", false))).delete()).contains("uid-parent");
    assertThat(see(object("child")).delete()).containsExactly("uid-parent");
    assertThat(view("parent").dependents()).isEmpty();
  }

  @Test
  void orphansAreSetFreeOnceHoweverOftenTheirOwnerChanges() {
    see(object("parent"));
    see(object("child", owner("parent", false)));

    assertThat(see(deleted("parent", Graph.ORPHAN)).orphan()).containsExactly("uid-parent");
    assertThat(see(deleted("parent", Graph.ORPHAN)).orphan()).isEmpty();
    assertThat(see(deleted("parent", Graph.ORPHAN)).delete()).isEmpty();
  }

  @Test
  void anOwnerThatIsAbsentHereIsStillFoundElsewhereWithAllThatNameIt() {
    see("wrong", object("stray", owner("parent", false)));
    see("one", object("child", owner("parent", false)));

    var work = graph.absent(view("parent").identity());

    assertThat(work.delete()).containsExactlyInAnyOrder("uid-stray", "uid-child");
    see("one", object("parent"));
    assertThat(view("parent").dependents()).hasSize(2);
    assertThat(graph.removed("uid-parent").delete()).contains("uid-child");
  }

  @Test
  void anOwnerThatWasSeenMeanwhileIsNotTakenForAbsent() {
    see("wrong", object("stray", owner("parent", false)));
    var guessed = view("parent").identity();
    see("one", object("parent"));

    assertThat(graph.absent(guessed)).isEqualTo(Graph.Work.nothing());
    assertThat(graph.find("uid-parent")).isPresent();
  }

  @Test
  void whoNamesAnOwnerOfAnotherNamespaceIsToldOfAndLookedAt() {
    see("one", object("parent"));

    var work = see("other", object("stray", owner("parent", false)));

    assertThat(work.delete()).contains("uid-stray");
    assertThat(work.strangers())
        .containsExactly(new Graph.Stranger(identity("other", "stray"), owner("parent", false)));
  }

  @Test
  void whoNamedAnOwnerOfAnotherNamespaceIsToldOfWhenThatIsSeen() {
    see("other", object("stray", owner("parent", false)));
    see("one", object("child", owner("parent", false)));

    var work = see("one", object("parent"));

    assertThat(work.delete()).containsExactly("uid-stray");
    assertThat(work.strangers()).hasSize(1);
  }

  @Test
  void ownersWithoutNamespaceMayBeNamedFromAnyNamespace() {
    see("", object("parent"));

    var work = see("one", object("child", owner("parent", false)));

    assertThat(work.strangers()).isEmpty();
  }

  @Test
  void whoGetsTheOwnersNameWrongIsLookedAtWhenTheOwnerIsSeen() {
    var wrong = new OwnerReferenceBuilder(owner("parent", false)).withName("other").build();
    see(object("child", wrong));

    assertThat(see(object("parent")).delete()).containsExactly("uid-child");
  }

  @Test
  void dependentsAreTakenOverByANewOwner() {
    see(object("old"));
    see(object("new"));
    see(object("child", owner("old", false)));

    see(object("child", owner("new", false)));

    assertThat(view("old").dependents()).isEmpty();
    assertThat(view("new").dependents()).hasSize(1);
    assertThat(graph.removed("uid-old").delete()).isEmpty();
  }
}
