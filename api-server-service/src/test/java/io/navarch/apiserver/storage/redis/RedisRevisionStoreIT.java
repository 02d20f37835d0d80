package io.navarch.apiserver.storage.redis;

import static io.lettuce.core.ScriptOutputType.STATUS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.navarch.apiserver.storage.Change;
import io.navarch.apiserver.storage.CommitResult.Committed;
import io.navarch.apiserver.storage.NewValue;
import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.RevisionStore.CompactedException;
import io.navarch.apiserver.storage.RevisionStore.StoreUnavailable;
import io.navarch.apiserver.storage.RevisionStoreContractTest;
import io.navarch.apiserver.storage.StorageProperties;
import io.navarch.schema.GroupResource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Redis store under the law of all stores, and what only a store with a server can go through.
 */
class RedisRevisionStoreIT extends RevisionStoreContractTest {

  private static final GroupResource NODES = new GroupResource("", "nodes");
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private static Path directory;
  private static RedisProcess redis;
  private static RedisClient client;

  private final List<RedisRevisionStore> opened = new ArrayList<>();

  @BeforeAll
  static void startRedis() throws IOException {
    redis = RedisProcess.start(directory);
    client = RedisClient.create(RedisURI.create("127.0.0.1", redis.port()));
    var options = ClientOptions.builder();
    new RedisStoreConfiguration().deadPeersAreNoticed().customize(options);
    client.setOptions(options.build());
  }

  @AfterAll
  static void stopRedis() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    redis.close();
  }

  @AfterEach
  void forget() {
    opened.forEach(RedisRevisionStore::close);
    try (var connection = client.connect()) {
      connection.sync().flushall();
    }
  }

  @Override
  protected RevisionStore newStore(Clock clock) {
    return open(clock, Duration.ofSeconds(10));
  }

  @Test
  void oneServerHearsOfTheCommitsOfAnother() throws Exception {
    var one = open();
    var other = open();
    create(one, "n0");
    assertThat(other.changesAfter(NODES, RevisionStore.UNWRITTEN, 10, SOON)).hasSize(1);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 1; i <= 50; i++) {
        long known = RevisionStore.UNWRITTEN + i;
        var waiting = threads.submit(() -> other.changesAfter(NODES, known, 10, SOON));
        create(one, "n" + i);
        assertThat(waiting.get()).extracting(Change::revision).containsExactly(known + 1);
      }
    }
  }

  @Test
  void commitsOfSeveralServersAreOneLog() throws Exception {
    var servers = List.of(open(), open(), open());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var server : servers) {
        threads.submit(() -> {
          for (int i = 0; i < 100; i++) {
            create(server, "n" + servers.indexOf(server) + "-" + i);
          }
          return null;
        });
      }
    }

    for (var server : servers) {
      assertThat(follow(server, 300))
          .extracting(Change::revision)
          .isSorted()
          .hasSize(300)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void whatWasAcknowledgedSurvivesACrash() throws Exception {
    var store = open();
    create(store, "first");
    var acknowledged = new ConcurrentLinkedQueue<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int w = 0; w < 16; w++) {
        int writer = w;
        threads.submit(() -> {
          for (int i = 0; i < 10_000; i++) {
            var key = writer + "-" + i;
            create(store, key);
            acknowledged.add(key);
          }
          return null;
        });
      }
      follow(store, 200);
      redis.kill();
      redis.start();
      threads.shutdownNow();
    }

    var content = open().read(NODES);
    assertThat(content.objects()).extracting(o -> o.key()).containsAll(acknowledged);
    assertThat(content.objects()).hasSizeGreaterThan(200);
    assertThat(content.revision()).isEqualTo(RevisionStore.UNWRITTEN + content.objects().size());
  }

  @Test
  void aFollowerGoesOnAfterARestart() throws Exception {
    var store = open();
    create(store, "a");
    assertThat(store.changesAfter(NODES, RevisionStore.UNWRITTEN, 10, SOON)).hasSize(1);

    redis.kill();
    redis.start();
    create(store, "b");

    assertThat(store.changesAfter(NODES, 2, 10, SOON)).extracting(Change::key).containsExactly("b");
  }

  @Test
  void aLostTailIsNoticedEvenWhenOthersHaveWrittenSince() throws Exception {
    var store = open();
    create(store, "a");
    create(store, "lost");
    assertThat(store.changesAfter(NODES, RevisionStore.UNWRITTEN, 10, SOON)).hasSize(2);

    loseTheTail();
    create(open(), "other");
    create(open(), "another");

    assertThatExceptionOfType(CompactedException.class)
        .isThrownBy(() -> store.changesAfter(NODES, 3, 10, SOON));
    assertThat(store.read(NODES).objects())
        .extracting(o -> o.key())
        .containsExactlyInAnyOrder("a", "other", "another");
  }

  /** As a fail-over to a replica that had not yet got the last commit. */
  private static void loseTheTail() throws Exception {
    try (var connection = client.connect()) {
      connection.sync().hdel("{core/nodes}:objects", "lost");
      connection.sync().xdel("{core/nodes}:log", "3-0");
      connection
          .sync()
          .eval("return redis.call('XSETID', KEYS[1], '2-0')", STATUS, "{core/nodes}:log");
      connection.sync().set("{core/nodes}:revision", "2");
    }
    redis.kill();
    redis.start();
  }

  @Test
  void anUnreachableStoreIsReportedInTime() throws Exception {
    var store = open(Clock.systemUTC(), Duration.ofMillis(300));
    create(store, "a");
    redis.kill();
    try {
      assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> store.revision(NODES));
      assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> create(store, "b"));
    } finally {
      redis.start();
    }
  }

  private static List<Change> follow(RevisionStore store, int changes) throws InterruptedException {
    var seen = new ArrayList<Change>();
    while (seen.size() < changes) {
      long known = seen.isEmpty() ? RevisionStore.UNWRITTEN : seen.getLast().revision();
      var next = store.changesAfter(NODES, known, 37, SOON);
      assertThat(next).isNotEmpty();
      seen.addAll(next);
    }
    return seen;
  }

  private RedisRevisionStore open() {
    return open(Clock.systemUTC(), Duration.ofSeconds(10));
  }

  private RedisRevisionStore open(Clock clock, Duration limit) {
    var defaults = StorageProperties.defaults();
    var properties =
        new StorageProperties(
            limit, defaults.logAge(), defaults.logEntries(), defaults.eventLifetime());
    var store = new RedisRevisionStore(client, properties, clock);
    opened.add(store);
    return store;
  }

  private static void create(RevisionStore store, String key) {
    var value =
        new NewValue("{\"rv\":\"".getBytes(UTF_8), ("\",\"k\":\"" + key + "\"}").getBytes(UTF_8));
    assertThat(store.put(NODES, key, RevisionStore.ABSENT, value)).isInstanceOf(Committed.class);
  }
}
