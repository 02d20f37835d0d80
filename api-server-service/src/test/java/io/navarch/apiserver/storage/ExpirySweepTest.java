package io.navarch.apiserver.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.storage.memory.InMemoryRevisionStore;
import io.navarch.schema.GroupResource;
import io.navarch.testing.fakes.ManualClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events that have had their time. */
class ExpirySweepTest {

  private static final GroupResource EVENTS = new GroupResource("", "events");

  private final ManualClock clock = new ManualClock();
  private final RevisionStore store = new InMemoryRevisionStore(clock);
  private final ExpirySweep sweep = new ExpirySweep(store, StorageProperties.defaults(), clock);

  @Test
  void areDeletedWithTheirLastStateUnderTheNewRevision() throws Exception {
    create("ns/old");
    clock.advance(Duration.ofMinutes(61));

    sweep.sweep();

    assertThat(store.find(EVENTS, "ns/old")).isEmpty();
    assertThat(store.changesAfter(EVENTS, 2, 10, Duration.ZERO))
        .singleElement()
        .satisfies(c -> {
          assertThat(c.operation()).isEqualTo(Change.Operation.DELETE);
          assertThat(new String(c.json(), UTF_8))
              .isEqualTo(
                  "{\"involvedObject\":{\"resourceVersion\":\"1\"},\"metadata\":"
                      + "{\"name\":\"ö\",\"labels\":{\"resourceVersion\":\"1\"},"
                      + "\"resourceVersion\":\"3\"},\"type\":\"Normal\"}");
        });
  }

  @Test
  void areKeptWhileTheyAreYoung() {
    create("ns/young");
    clock.advance(Duration.ofMinutes(59));

    sweep.sweep();

    assertThat(store.find(EVENTS, "ns/young")).isPresent();
  }

  @Test
  void areAllDeletedHoweverMany() {
    IntStream.range(0, 1200).forEach(i -> create("ns/e" + i));
    clock.advance(Duration.ofHours(2));

    sweep.sweep();

    assertThat(store.read(EVENTS).objects()).isEmpty();
  }

  @Test
  void ofOtherKindsHaveNoEnd() {
    var pods = new GroupResource("", "pods");
    store.put(pods, "ns/a", RevisionStore.ABSENT, value());
    clock.advance(Duration.ofDays(1));

    sweep.sweep();

    assertThat(store.find(pods, "ns/a")).isPresent();
  }

  private void create(String key) {
    store.put(EVENTS, key, RevisionStore.ABSENT, value());
  }

  private static NewValue value() {
    return new NewValue(
        ("{\"involvedObject\":{\"resourceVersion\":\"1\"},\"metadata\":"
                + "{\"name\":\"ö\",\"labels\":{\"resourceVersion\":\"1\"},\"resourceVersion\":\"")
            .getBytes(UTF_8),
        "\"},\"type\":\"Normal\"}".getBytes(UTF_8));
  }
}
