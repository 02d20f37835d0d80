package io.navarch.apiserver.storage.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.navarch.apiserver.storage.NewValue;
import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.RevisionStore.CompactedException;
import io.navarch.apiserver.storage.StorageProperties;
import io.navarch.apiserver.storage.memory.InMemoryRevisionStore;
import io.navarch.schema.GroupResource;
import io.navarch.testing.fakes.ManualClock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How far back the log reaches. */
class LogCompactionTest {

  private static final GroupResource PODS = new GroupResource("", "pods");

  private final ManualClock clock = new ManualClock();
  private final RevisionStore store = new InMemoryRevisionStore(clock);
  private final LogCompaction compaction =
      new LogCompaction(
          () -> Map.of(PODS, store.revision(PODS)),
          store,
          new StorageProperties(
              Duration.ofSeconds(1), Duration.ofMinutes(5), 100, Duration.ofHours(1)),
          clock);

  @Test
  void changesStayForTheirTime() throws Exception {
    create(10);
    compaction.compact();
    clock.advance(Duration.ofMinutes(4));
    create(10);
    compaction.compact();

    assertThat(store.changesAfter(PODS, RevisionStore.UNWRITTEN, 100, Duration.ZERO)).hasSize(20);
  }

  @Test
  void olderChangesAreForgotten() throws Exception {
    create(10);
    compaction.compact();
    clock.advance(Duration.ofMinutes(5));
    create(10);
    compaction.compact();

    assertThatExceptionOfType(CompactedException.class)
        .isThrownBy(() -> store.changesAfter(PODS, 10, 100, Duration.ZERO));
    assertThat(store.changesAfter(PODS, 11, 100, Duration.ZERO)).hasSize(10);
  }

  @Test
  void aBurstIsCutHoweverYoung() throws Exception {
    create(250);
    compaction.compact();

    assertThat(store.changesAfter(PODS, 151, 1000, Duration.ZERO)).hasSize(100);
    assertThatExceptionOfType(CompactedException.class)
        .isThrownBy(() -> store.changesAfter(PODS, 150, 1000, Duration.ZERO));
  }

  private void create(int objects) {
    IntStream.range(0, objects)
        .forEach(_ ->
            store.put(
                PODS,
                "ns/p" + store.revision(PODS),
                RevisionStore.ABSENT,
                new NewValue("{".getBytes(UTF_8), "}".getBytes(UTF_8))));
  }
}
