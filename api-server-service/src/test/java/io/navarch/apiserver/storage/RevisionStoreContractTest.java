package io.navarch.apiserver.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.navarch.apiserver.storage.Change.Operation;
import io.navarch.apiserver.storage.CommitResult.Committed;
import io.navarch.apiserver.storage.CommitResult.Mismatch;
import io.navarch.apiserver.storage.RevisionStore.CompactedException;
import io.navarch.schema.GroupResource;
import io.navarch.testing.fakes.ManualClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The law every revision store obeys. Each test has collections of its own. */
public abstract class RevisionStoreContractTest {

  private static final Duration NO_WAIT = Duration.ZERO;
  private static final Duration SOON = Duration.ofSeconds(10);

  private GroupResource pods;
  private GroupResource jobs;

  private final ManualClock clock = new ManualClock();
  private RevisionStore store;

  /** The store under test; all of a class may share their data. */
  protected abstract RevisionStore newStore(Clock clock);

  private RevisionStore store() {
    return store;
  }

  @BeforeEach
  void nameTheCollections(TestInfo test) {
    store = newStore(clock);
    var name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    pods = new GroupResource("", name);
    jobs = new GroupResource("batch", name);
  }

  @Test
  void anEmptyCollectionIsAtARevisionThatCanBeFollowed() throws Exception {
    assertThat(store().revision(pods)).isEqualTo(RevisionStore.UNWRITTEN).isPositive();
    assertThat(store().read(pods).revision()).isEqualTo(RevisionStore.UNWRITTEN);
    assertThat(store().read(pods).objects()).isEmpty();
    assertThat(store().find(pods, "ns/a")).isEmpty();

    create("ns/a");
    assertThat(store().changesAfter(pods, RevisionStore.UNWRITTEN, 10, NO_WAIT))
        .extracting(Change::key)
        .containsExactly("ns/a");
  }

  @Test
  void revisionsGrowByOneAcrossKeys() {
    assertThat(create("ns/a")).isEqualTo(2);
    assertThat(create("ns/b")).isEqualTo(3);
    assertThat(store().revision(pods)).isEqualTo(3);
  }

  @Test
  void collectionsCountForThemselves() {
    create("ns/a");

    assertThat(store().put(jobs, "ns/a", RevisionStore.ABSENT, value("x")))
        .isInstanceOfSatisfying(
            Committed.class, c -> assertThat(c.object().revision()).isEqualTo(2));
  }

  @Test
  void theRevisionStandsBetweenTheHalves() {
    create("ns/a");

    var found = store().find(pods, "ns/a").orElseThrow();
    assertThat(new String(found.json(), UTF_8)).isEqualTo("{\"rv\":\"2\",\"v\":\"ns/a ä\\n\"}");
    assertThat(found.revision()).isEqualTo(2);
    assertThat(found.key()).isEqualTo("ns/a");
  }

  @Test
  void creatingWhatExistsAnswersThePresentState() {
    create("ns/a");

    assertThat(store().put(pods, "ns/a", RevisionStore.ABSENT, value("other")))
        .isInstanceOfSatisfying(
            Mismatch.class, m -> assertThat(text(m.present())).contains("\"2\"", "ns/a"));
    assertThat(store().revision(pods)).isEqualTo(2);
  }

  @Test
  void updatingFromAStaleRevisionChangesNothing() {
    create("ns/a");
    store().put(pods, "ns/a", 2, value("second"));

    assertThat(store().put(pods, "ns/a", 2, value("third")))
        .isInstanceOfSatisfying(
            Mismatch.class, m -> assertThat(m.present().revision()).isEqualTo(3));
    assertThat(text(store().find(pods, "ns/a").orElseThrow())).contains("second");
  }

  @Test
  void updatingOrDeletingWhatIsGoneAnswersNothing() {
    assertThat(store().put(pods, "ns/a", 7, value("x"))).isEqualTo(new Mismatch(null));
    assertThat(store().delete(pods, "ns/a", 7, value("x"))).isEqualTo(new Mismatch(null));
    assertThat(store().delete(pods, "ns/a", RevisionStore.ABSENT, value("x")))
        .isEqualTo(new Mismatch(null));
    assertThat(store().revision(pods)).isEqualTo(RevisionStore.UNWRITTEN);
  }

  @Test
  void deletingTakesARevisionAndLeavesTheLastStateInTheLog() throws Exception {
    create("ns/a");

    assertThat(store().delete(pods, "ns/a", 2, value("last")))
        .isInstanceOfSatisfying(
            Committed.class, c -> assertThat(c.object().revision()).isEqualTo(3));
    assertThat(store().find(pods, "ns/a")).isEmpty();
    assertThat(store().changesAfter(pods, 2, 10, NO_WAIT))
        .singleElement()
        .satisfies(c -> {
          assertThat(c.operation()).isEqualTo(Operation.DELETE);
          assertThat(c.key()).isEqualTo("ns/a");
          assertThat(new String(c.json(), UTF_8)).contains("\"3\"", "last");
        });
  }

  @Test
  void aKeyMayComeBack() {
    create("ns/a");
    store().delete(pods, "ns/a", 2, value("last"));

    assertThat(create("ns/a")).isEqualTo(4);
  }

  @Test
  void readsAllObjectsAsOfOneRevision() {
    var keys = IntStream.range(0, 1500).mapToObj("ns/p%04d"::formatted).toList();
    keys.forEach(this::create);

    var content = store().read(pods);
    assertThat(content.revision()).isEqualTo(1501);
    assertThat(content.objects())
        .extracting(StoredObject::key)
        .containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void theLogIsCompleteAndInOrder() throws Exception {
    IntStream.range(0, 25).forEach(i -> create("ns/p" + i));

    var first = store().changesAfter(pods, 1, 10, NO_WAIT);
    var rest = store().changesAfter(pods, 11, 100, NO_WAIT);
    assertThat(first)
        .extracting(Change::revision)
        .containsExactlyElementsOf(LongStream.rangeClosed(2, 11).boxed().toList());
    assertThat(rest)
        .extracting(Change::revision)
        .containsExactlyElementsOf(LongStream.rangeClosed(12, 26).boxed().toList());
    assertThat(first).extracting(Change::key).startsWith("ns/p0", "ns/p1");
  }

  @Test
  void nothingNewIsNoChange() throws Exception {
    create("ns/a");

    assertThat(store().changesAfter(pods, 2, 10, NO_WAIT)).isEmpty();
    assertThat(store().changesAfter(pods, 2, 10, Duration.ofMillis(20))).isEmpty();
  }

  @Test
  void whoWaitsIsToldAtOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = threads.submit(() -> store().changesAfter(pods, 1, 10, SOON));
      create("ns/a");

      assertThat(waiting.get()).extracting(Change::key).containsExactly("ns/a");
    }
  }

  @Test
  void compactionForgetsTheLogAndKeepsTheObjects() throws Exception {
    IntStream.range(0, 10).forEach(i -> create("ns/p" + i));

    store().compact(pods, 5);

    assertThat(store().changesAfter(pods, 5, 10, NO_WAIT)).hasSize(6);
    assertThatExceptionOfType(CompactedException.class)
        .isThrownBy(() -> store().changesAfter(pods, 4, 10, NO_WAIT))
        .satisfies(e -> assertThat(e.oldest()).isEqualTo(5));
    assertThat(store().read(pods).objects()).hasSize(10);
  }

  @Test
  void compactionOfEverythingKeepsTheRevision() throws Exception {
    IntStream.range(0, 3).forEach(i -> create("ns/p" + i));

    store().compact(pods, 4);
    store().compact(pods, 2);

    assertThat(store().revision(pods)).isEqualTo(4);
    assertThat(store().changesAfter(pods, 4, 10, NO_WAIT)).isEmpty();
    assertThatExceptionOfType(CompactedException.class)
        .isThrownBy(() -> store().changesAfter(pods, 3, 10, NO_WAIT));
    assertThat(create("ns/more")).isEqualTo(5);
  }

  @Test
  void aRevisionThatNeverWasIsNotFollowed() {
    create("ns/a");

    assertThatExceptionOfType(CompactedException.class)
        .isThrownBy(() -> store().changesAfter(pods, 17, 10, NO_WAIT));
  }

  @Test
  void concurrentCommitsLoseNothing() throws Exception {
    create("ns/counter");
    int writers = 16;
    int rounds = 20;
    inParallel(
        writers,
        () -> {
          for (int i = 0; i < rounds; i++) {
            increment();
          }
          return null;
        });

    assertThat(store().revision(pods)).isEqualTo(2 + writers * rounds);
    assertThat(store().changesAfter(pods, 1, 10_000, NO_WAIT))
        .extracting(Change::revision)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(2, 2 + writers * rounds).boxed().toList());
  }

  @Test
  void objectsThatExpireAreKnownByTheTimeTheyWereWritten() {
    var events = new GroupResource("", "events");
    store().put(events, "ns/a", RevisionStore.ABSENT, value("a"));
    store().put(events, "ns/b", RevisionStore.ABSENT, value("b"));
    clock.advance(Duration.ofMinutes(1));
    store().put(events, "ns/c", RevisionStore.ABSENT, value("c"));
    store().put(events, "ns/a", 2, value("again"));
    var written = clock.instant();

    assertThat(store().writtenBefore(events, written, 10)).containsExactly("ns/b");
    assertThat(store().writtenBefore(events, written.plusMillis(1), 10))
        .containsExactlyInAnyOrder("ns/a", "ns/b", "ns/c");
    store().delete(events, "ns/b", 3, value("gone"));
    assertThat(store().writtenBefore(events, written, 10)).isEmpty();
  }

  private void increment() {
    long expected = store().find(pods, "ns/counter").orElseThrow().revision();
    while (store().put(pods, "ns/counter", expected, value("counted"))
        instanceof Mismatch(StoredObject present)) {
      expected = present.revision();
    }
  }

  private static void inParallel(int threads, Callable<Void> work)
      throws InterruptedException, ExecutionException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> running = new ArrayList<>();
      IntStream.range(0, threads).forEach(_ -> running.add(executor.submit(work)));
      for (var one : running) {
        one.get();
      }
    }
  }

  private long create(String key) {
    return switch (store().put(pods, key, RevisionStore.ABSENT, value(key + " ä\\n"))) {
      case Committed(StoredObject object) -> object.revision();
      case Mismatch(StoredObject present) -> throw new AssertionError("exists: " + present);
    };
  }

  private static NewValue value(String text) {
    return new NewValue(
        "{\"rv\":\"".getBytes(UTF_8), "\",\"v\":\"%s\"}".formatted(text).getBytes(UTF_8));
  }

  private static String text(StoredObject object) {
    return new String(object.json(), UTF_8);
  }
}
