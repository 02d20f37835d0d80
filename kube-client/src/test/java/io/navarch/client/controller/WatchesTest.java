package io.navarch.client.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.navarch.client.informer.CacheEvent;
import io.navarch.client.transport.ResourceKey;
import java.util.Collection;
import org.junit.jupiter.api.Test;

/** A change asks for the right reconciles. */
class WatchesTest {

  private static Pod ownedBy(String apiVersion, String kind, String name, boolean controller) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace("ns")
        .withName("pod")
        .addNewOwnerReference()
        .withApiVersion(apiVersion)
        .withKind(kind)
        .withName(name)
        .withController(controller)
        .endOwnerReference()
        .endMetadata()
        .build();
  }

  @SuppressWarnings("unchecked")
  private static Collection<ResourceKey> keys(CacheEvent<Pod> event) {
    var watches = Watches.of(ReplicaSet.class).owning(Pod.class);
    return ((Watches.Source<Pod>) watches.sources().getLast()).keys().apply(event);
  }

  @Test
  void anOwnedObjectNamesItsController() {
    var pod = ownedBy("apps/v1", "ReplicaSet", "rs", true);

    assertThat(keys(new CacheEvent.Added<>(pod))).containsExactly(ResourceKey.of("ns", "rs"));
  }

  @Test
  void ownersThatDoNotControlOrAreOfAnotherKindDoNotCount() {
    assertThat(keys(new CacheEvent.Added<>(ownedBy("apps/v1", "ReplicaSet", "rs", false))))
        .isEmpty();
    assertThat(keys(new CacheEvent.Added<>(ownedBy("apps/v1", "StatefulSet", "rs", true))))
        .isEmpty();
    assertThat(keys(new CacheEvent.Added<>(ownedBy("example.com/v1", "ReplicaSet", "rs", true))))
        .isEmpty();
  }

  @Test
  void aChangeOfHandsConcernsBoth() {
    var event =
        new CacheEvent.Updated<>(
            ownedBy("apps/v1", "ReplicaSet", "old", true),
            ownedBy("apps/v1", "ReplicaSet", "new", true));

    assertThat(keys(event))
        .containsExactly(ResourceKey.of("ns", "old"), ResourceKey.of("ns", "new"));
  }
}
