package io.navarch.client.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.navarch.client.transport.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The newest known state wins, whichever way it came. */
class ObjectCacheTest {

  private static final ResourceKey A = ResourceKey.of("ns", "a");

  private final ObjectCache<ConfigMap> cache = new ObjectCache<>();
  private final List<String> seen = new ArrayList<>();

  private void listen() {
    cache.listen(event ->
        seen.add(
            event.getClass().getSimpleName()
                + " "
                + event.object().getMetadata().getResourceVersion()));
  }

  private static ConfigMap map(String name, String uid, int version) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace("ns")
        .withName(name)
        .withUid(uid)
        .withResourceVersion(Integer.toString(version))
        .endMetadata()
        .withData(Map.of("version", Integer.toString(version)))
        .build();
  }

  @Test
  void announcesEachChangeOnce() {
    listen();

    cache.upsert(map("a", "1", 9));
    cache.upsert(map("a", "1", 10));
    cache.upsert(map("a", "1", 10));
    cache.delete(map("a", "1", 11));

    assertThat(seen).containsExactly("Added 9", "Updated 10", "Removed 10");
  }

  @Test
  void aLateAnswerDoesNotBringBackWhatTheWatchHasSeenGo() {
    cache.upsert(map("a", "1", 9));
    cache.delete(map("a", "1", 10));
    listen();

    cache.upsertOwn(map("a", "1", 9));
    cache.upsertOwn(map("a", "2", 11));

    assertThat(seen).containsExactly("Added 11");
  }

  @Test
  void showsLateListenersWhatIsThere() {
    cache.upsert(map("a", "1", 9));

    listen();

    assertThat(seen).containsExactly("Added 9");
  }

  @Test
  void filesObjectsUnderTheirPresentValues() {
    cache.index("version", map -> List.of(map.getData().get("version")));
    cache.upsert(map("a", "1", 1));
    cache.upsert(map("a", "1", 2));

    assertThat(cache.byIndex("version", "1")).isEmpty();
    assertThat(cache.byIndex("version", "2")).hasSize(1);
    assertThat(cache.inNamespace("ns")).hasSize(1);
    assertThat(cache.inNamespace("other")).isEmpty();
  }

  @Nested
  class WhenTheProcessHasWrittenItself {

    @Test
    void olderMessagesOfTheWatchDoNotUndoIt() {
      cache.upsert(map("a", "1", 5)); // own write
      listen();

      cache.upsert(map("a", "1", 3));
      cache.upsert(map("a", "1", 5));

      assertThat(seen).containsExactly("Added 5");
    }

    @Test
    void aRemovedObjectDoesNotComeBack() {
      cache.upsert(map("a", "1", 5));
      cache.removeOwn(A, "1");

      cache.upsert(map("a", "1", 6));
      assertThat(cache.find(A)).isEmpty();

      cache.delete(map("a", "1", 7));
      cache.upsert(map("a", "2", 8));
      assertThat(cache.find(A)).isPresent();
    }

    @Test
    void aSuccessorOfARemovedObjectIsSeenEvenBeforeTheDelete() {
      cache.upsert(map("a", "1", 5));
      cache.removeOwn(A, "1");
      cache.upsert(map("a", "2", 8));

      cache.delete(map("a", "1", 7));

      assertThat(cache.find(A)).map(map -> map.getMetadata().getUid()).hasValue("2");
    }

    @Test
    void aListOfBeforeDoesNotRemoveIt() {
      cache.upsert(map("b", "2", 4));
      cache.upsert(map("a", "1", 12));

      cache.replace(List.of(), "11");

      assertThat(cache.find(A)).isPresent();
      assertThat(cache.list()).hasSize(1);
    }
  }

  @Test
  void ordersRevisionsAsNumbers() {
    assertThat(Revisions.isNewer("10", "9")).isTrue();
    assertThat(Revisions.isNewer("9", "10")).isFalse();
    assertThat(Revisions.isNewer("9", "9")).isFalse();
    assertThat(Revisions.isNewer("99999999999999999999", "100")).isTrue();
  }
}
