package io.navarch.apiserver.storage.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.navarch.apiserver.storage.CommitResult.Committed;
import io.navarch.apiserver.storage.NewValue;
import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.RevisionStore.CompactedException;
import io.navarch.apiserver.storage.cache.CacheWatch.WatchEnded;
import io.navarch.apiserver.storage.cache.WatchCache.Behind;
import io.navarch.apiserver.storage.cache.WatchCache.NotInitialized;
import io.navarch.apiserver.storage.memory.InMemoryRevisionStore;
import io.navarch.schema.GroupResource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** What readers and watchers see of a collection. */
class LogFedWatchCacheTest {

  private static final GroupResource PODS = new GroupResource("", "pods");
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration NO_WAIT = Duration.ZERO;

  private final RevisionStore store = new InMemoryRevisionStore(Clock.systemUTC());
  private final LogFedWatchCache cache = cache(CacheProperties.defaults());

  @AfterEach
  void close() {
    cache.close();
  }

  @Nested
  class Reading {

    @Test
    void whatWasCommittedBeforeIsSeen() {
      for (int i = 1; i <= 50; i++) {
        create("ns/p" + i, "node");
        assertThat(cache.consistent(PODS).size()).isEqualTo(i);
      }
    }

    @Test
    void aSnapshotDoesNotChange() {
      create("ns/a", "");
      var before = cache.consistent(PODS);
      create("ns/b", "");

      assertThat(cache.consistent(PODS).size()).isEqualTo(2);
      assertThat(before.size()).isOne();
      assertThat(before.find("ns/b")).isEmpty();
    }

    @Test
    void objectsComeInTheOrderOfTheirKeys() {
      List.of("b/1", "a-b/1", "a/2", "a/1", "c/1").forEach(k -> create(k, ""));
      var snapshot = cache.consistent(PODS);

      assertThat(keys(snapshot, "", "")).containsExactly("a-b/1", "a/1", "a/2", "b/1", "c/1");
      assertThat(keys(snapshot, "a/", "")).containsExactly("a/1", "a/2");
      assertThat(keys(snapshot, "a/", "a/1")).containsExactly("a/2");
      assertThat(keys(snapshot, "", "a/2")).containsExactly("b/1", "c/1");
      assertThat(keys(snapshot, "d/", "")).isEmpty();
    }

    @Test
    void labelsComeFromTheBytes() {
      create("ns/a", "node");

      var found = cache.consistent(PODS).find("ns/a").orElseThrow();
      assertThat(found.labels()).isEqualTo(Map.of("app", "ns/a"));
      assertThat(found.tree().at("/metadata/resourceVersion").asString()).isEqualTo("2");
    }

    @Test
    void thePastIsKnownByItsRevision() {
      IntStream.rangeClosed(1, 5).forEach(i -> create("ns/p" + i, ""));
      cache.consistent(PODS);
      IntStream.rangeClosed(6, 9).forEach(i -> create("ns/p" + i, ""));
      cache.consistent(PODS);

      assertThat(cache.exactly(PODS, 8)).hasValueSatisfying(s -> assertThat(s.size()).isEqualTo(7));
      assertThat(cache.exactly(PODS, 6)).hasValueSatisfying(s -> assertThat(s.size()).isEqualTo(5));
      assertThat(cache.exactly(PODS, 5)).isEmpty();
    }

    @Test
    void whoIsToldOfAChangeFindsIt() throws Exception {
      var start = cache.consistent(PODS).revision();
      try (var watch = cache.watch(PODS, start, WatchScope.ALL)) {
        var writer =
            Thread.ofVirtual()
                .start(() -> IntStream.range(0, 2_000).forEach(i -> create("ns/p" + i, "")));
        for (long told = start; told < start + 2_000; ) {
          var events = watch.poll(SOON);
          assertThat(events).isNotEmpty();
          told = events.getLast().revision();
          assertThat(cache.current(PODS).revision()).isGreaterThanOrEqualTo(told);
        }
        writer.join();
      }
    }

    @Test
    void anEmptyCollectionCanBeWatchedFromWhereItIsListed() throws Exception {
      var empty = cache.consistent(PODS);
      assertThat(empty.revision()).isPositive();
      create("ns/a", "");

      try (var watch = cache.watch(PODS, empty.revision(), WatchScope.ALL)) {
        assertThat(watch.poll(SOON))
            .extracting(LogFedWatchCacheTest::describe)
            .containsExactly("2 ns/a new");
      }
    }

    @Test
    void aRevisionOfTheFutureIsNotWaitedForLongerThanAsked() {
      create("ns/a", "");

      assertThat(cache.notOlderThan(PODS, 5, Duration.ofMillis(20))).isEmpty();
      assertThat(cache.notOlderThan(PODS, 2, SOON)).isPresent();
    }
  }

  /** While a collection has not been read, or the store is away. */
  @Nested
  class Starting {

    private static final Duration MOMENT = Duration.ofMillis(20);

    private final StoppableStore stoppable = new StoppableStore(store);
    private final LogFedWatchCache late =
        new LogFedWatchCache(
            stoppable,
            new CacheProperties(9, DataSize.ofMegabytes(1), SOON, 9, MOMENT, MOMENT),
            new SimpleMeterRegistry());

    @AfterEach
    void close() {
      late.close();
    }

    @Test
    void everyReadOfACollectionThatWasNotReadIsPutOff() {
      stoppable.stop();

      assertThatExceptionOfType(NotInitialized.class).isThrownBy(() -> late.current(PODS));
      assertThatExceptionOfType(NotInitialized.class).isThrownBy(() -> late.consistent(PODS));
      assertThatExceptionOfType(NotInitialized.class)
          .isThrownBy(() -> late.notOlderThan(PODS, 7, MOMENT));
      assertThatExceptionOfType(NotInitialized.class).isThrownBy(() -> late.exactly(PODS, 7));
      assertThatExceptionOfType(NotInitialized.class)
          .isThrownBy(() -> late.watch(PODS, 7, WatchScope.ALL));
    }

    @Test
    void whatNeedNotBeNewestIsServedWhileTheStoreIsAway() {
      create("ns/a", "");
      late.consistent(PODS);
      stoppable.stop();

      assertThat(late.current(PODS).size()).isOne();
      assertThatExceptionOfType(NotInitialized.class).isThrownBy(() -> late.consistent(PODS));
    }

    @Test
    void aCacheThatDoesNotCatchUpSaysHowFarItIs() {
      late.current(PODS);
      stoppable.stopLog();
      create("ns/a", "");

      assertThatExceptionOfType(Behind.class)
          .isThrownBy(() -> late.consistent(PODS))
          .satisfies(behind -> {
            assertThat(behind.wanted()).isEqualTo(2);
            assertThat(behind.current()).isOne();
          });
    }
  }

  @Nested
  class Watching {

    @Test
    void tellsEveryChangeInOrderWithWhatWasBefore() throws Exception {
      create("ns/a", "");
      try (var watch = cache.watch(PODS, cache.consistent(PODS).revision(), WatchScope.ALL)) {
        store.put(PODS, "ns/a", 2, pod("ns/a", "node"));
        create("ns/b", "");
        store.delete(PODS, "ns/a", 3, pod("ns/a", "node"));
        cache.consistent(PODS);

        assertThat(watch.poll(SOON))
            .extracting(LogFedWatchCacheTest::describe)
            .containsExactly("3 ns/a was 2", "4 ns/b new", "5 ns/a gone, was 3");
        assertThat(watch.progress()).isEqualTo(5);
      }
    }

    @Test
    void startsInThePast() throws Exception {
      cache.current(PODS);
      IntStream.rangeClosed(1, 5).forEach(i -> create("ns/p" + i, ""));
      cache.consistent(PODS);

      try (var watch = cache.watch(PODS, 3, WatchScope.ALL)) {
        assertThat(watch.poll(SOON)).extracting(CacheEvent::revision).containsExactly(4L, 5L, 6L);
      }
    }

    @Test
    void doesNotTellWhatTheWatcherKnowsOfAnotherServer() throws Exception {
      try (var watch = cache.watch(PODS, 3, WatchScope.ALL)) {
        IntStream.rangeClosed(1, 3).forEach(i -> create("ns/p" + i, ""));
        cache.consistent(PODS);

        assertThat(watch.poll(SOON)).extracting(CacheEvent::revision).containsExactly(4L);
      }
    }

    @Test
    void reachesOnlyThoseItConcerns() throws Exception {
      cache.current(PODS);
      try (var onNode = cache.watch(PODS, 1, new WatchScope("", "", "n1"));
          var inNamespace = cache.watch(PODS, 1, new WatchScope("x", "", ""));
          var named = cache.watch(PODS, 1, new WatchScope("x", "a", ""))) {
        create("x/a", "");
        create("x/b", "n1");
        create("y/a", "n2");
        store.put(PODS, "x/b", 3, pod("x/b", "n2"));
        cache.consistent(PODS);

        assertThat(onNode.poll(SOON)).extracting(CacheEvent::revision).containsExactly(3L, 5L);
        assertThat(inNamespace.poll(SOON))
            .extracting(CacheEvent::revision)
            .containsExactly(2L, 3L, 5L);
        assertThat(named.poll(SOON)).extracting(CacheEvent::revision).containsExactly(2L);
        assertThat(named.progress()).isEqualTo(5);
      }
    }

    @Test
    void endsForWhomIsTooSlow() {
      var small = cache(new CacheProperties(100, DataSize.ofMegabytes(1), SOON, 5, SOON, SOON));
      var watch = small.watch(PODS, 1, WatchScope.ALL);
      IntStream.rangeClosed(1, 7).forEach(i -> create("ns/p" + i, ""));
      small.consistent(PODS);

      assertThatExceptionOfType(WatchEnded.class).isThrownBy(() -> watch.poll(NO_WAIT));
      watch.close();
      small.close();
    }

    @Test
    void refusesAPastThatIsForgotten() {
      var small = cache(new CacheProperties(3, DataSize.ofMegabytes(1), SOON, 5, SOON, SOON));
      small.current(PODS);
      IntStream.rangeClosed(1, 7).forEach(i -> create("ns/p" + i, ""));
      small.consistent(PODS);

      assertThatExceptionOfType(CompactedException.class)
          .isThrownBy(() -> small.watch(PODS, 4, WatchScope.ALL))
          .satisfies(e -> assertThat(e.oldest()).isEqualTo(5));
      small.watch(PODS, 5, WatchScope.ALL).close();
      small.close();
    }

    @Test
    void isQuietWhenNothingHappens() throws Exception {
      try (var watch = cache.watch(PODS, 1, WatchScope.ALL)) {
        assertThat(watch.poll(Duration.ofMillis(10))).isEmpty();
      }
    }
  }

  private LogFedWatchCache cache(CacheProperties properties) {
    return new LogFedWatchCache(store, properties, new SimpleMeterRegistry());
  }

  private void create(String key, String nodeName) {
    assertThat(store.put(PODS, key, RevisionStore.ABSENT, pod(key, nodeName)))
        .isInstanceOf(Committed.class);
  }

  private static NewValue pod(String key, String nodeName) {
    return new NewValue(
        "{\"kind\":\"Pod\",\"metadata\":{\"resourceVersion\":\"".getBytes(UTF_8),
        "\",\"labels\":{\"app\":\"%s\"}},\"spec\":{\"containers\":[{}],\"nodeName\":\"%s\"}}"
            .formatted(key, nodeName)
            .getBytes(UTF_8));
  }

  private static List<String> keys(Snapshot snapshot, String prefix, String after) {
    return snapshot.stream(prefix, after).map(CachedObject::key).toList();
  }

  private static String describe(CacheEvent event) {
    return switch (event) {
      case CacheEvent.Put(var object, var previous) ->
          object.revision()
              + " "
              + object.key()
              + previous.map(p -> " was " + p.revision()).orElse(" new");
      case CacheEvent.Removed(var last, var previous) ->
          last.revision() + " " + last.key() + " gone, was " + previous.revision();
      case CacheEvent.Progress(long revision) -> "progress " + revision;
    };
  }
}
