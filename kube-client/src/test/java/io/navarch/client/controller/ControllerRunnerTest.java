package io.navarch.client.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.navarch.client.informer.Informers;
import io.navarch.client.queue.ControllerRateLimiter;
import io.navarch.client.queue.DelayingQueue;
import io.navarch.client.queue.QueueMetrics;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.LoopbackApi;
import io.navarch.client.transport.ResourceKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each change is worked on, again if that fails, and never by two at once. */
@Timeout(30)
class ControllerRunnerTest {

  @TempDir private Path folder;
  private final LoopbackApi server = new LoopbackApi();
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final Map<String, CompletableFuture<Outcome>> outcomes = new ConcurrentHashMap<>();
  private KubernetesClient client;
  private Informers informers;
  private ControllerRunner<ConfigMap> runner;

  /** Tells what it is called with and waits for what the test wants to become of that. */
  private final class Recording implements Reconciler<ConfigMap> {

    private final Function<String, CompletableFuture<Outcome>> wanted;

    private Recording(Function<String, CompletableFuture<Outcome>> wanted) {
      this.wanted = wanted;
    }

    @Override
    public String name() {
      return "recording";
    }

    @Override
    public Watches<ConfigMap> watches() {
      return Watches.of(ConfigMap.class);
    }

    @Override
    public Outcome reconcile(ConfigMap map) {
      var state = map.getMetadata().getName() + map.getMetadata().getResourceVersion();
      seen.add(state);
      return wanted.apply(state).join();
    }

    @Override
    public Outcome gone(ResourceKey key) {
      seen.add(key.name() + " gone");
      return Outcome.done();
    }
  }

  private LoopbackApi.Call start(Function<String, CompletableFuture<Outcome>> wanted)
      throws InterruptedException {
    client = server.connect(folder);
    informers = new Informers(new ApiClient(client), Duration.ofMinutes(5));
    var clock = Clock.systemUTC();
    var metrics = new QueueMetrics(new SimpleMeterRegistry(), "recording");
    runner =
        new ControllerRunner<>(
            new Recording(wanted),
            informers,
            () -> new DelayingQueue<>(clock, metrics, new ControllerRateLimiter<>(clock)));
    informers.start();
    server
        .take()
        .answer(200, "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[" + map("a", 1) + "]}");
    assertThat(informers.awaitSync(Duration.ofSeconds(10))).isTrue();
    runner.start();
    return server.take().begin();
  }

  @AfterEach
  void stop() {
    outcomes.values().forEach(outcome -> outcome.complete(Outcome.done()));
    runner.stop();
    informers.close();
    server.close();
    client.close();
  }

  private static String map(String name, int revision) {
    return """
    {"apiVersion":"v1","kind":"ConfigMap","metadata":{"namespace":"default","name":"%s",\
    "uid":"%s","resourceVersion":"%d"}}\
    """
        .formatted(name, name, revision);
  }

  private static String message(String type, String object) {
    return "{\"type\":\"%s\",\"object\":%s}".formatted(type, object);
  }

  private CompletableFuture<Outcome> pending(String state) {
    return outcomes.computeIfAbsent(state, _ -> new CompletableFuture<>());
  }

  private String seen() throws InterruptedException {
    var state = seen.poll(10, TimeUnit.SECONDS);
    assertThat(state).isNotNull();
    return state;
  }

  @Test
  void neverWorksOnOneKeyTwiceAtOnceButOnOthersMeanwhile() throws InterruptedException {
    var watch = start(this::pending);
    assertThat(seen()).isEqualTo("a1");

    watch.send(message("MODIFIED", map("a", 2))).send(message("MODIFIED", map("a", 3)));
    watch.send(message("ADDED", map("b", 4)));

    assertThat(seen()).isEqualTo("b4");
    assertThat(seen).isEmpty();
    pending("a1").complete(Outcome.done());
    assertThat(seen()).isEqualTo("a3");
  }

  @Test
  void triesAgainWhatHasFailed() throws InterruptedException {
    outcomes.put("a1", CompletableFuture.failedFuture(new IllegalStateException("not yet")));
    start(state -> outcomes.getOrDefault(state, new CompletableFuture<>()));

    assertThat(seen()).isEqualTo("a1");
    assertThat(seen()).isEqualTo("a1");
    outcomes.put("a1", CompletableFuture.completedFuture(Outcome.done()));
  }

  @Test
  void looksAgainWhenThatIsWanted() throws InterruptedException {
    var again = Outcome.requeueAfter(Duration.ofMillis(1));
    start(state -> outcomes.getOrDefault(state, CompletableFuture.completedFuture(again)));

    assertThat(seen()).isEqualTo("a1");
    assertThat(seen()).isEqualTo("a1");
    outcomes.put("a1", CompletableFuture.completedFuture(Outcome.done()));
  }

  @Test
  void tellsOfKeysWhoseObjectIsGone() throws InterruptedException {
    var watch = start(_ -> CompletableFuture.completedFuture(Outcome.done()));
    assertThat(seen()).isEqualTo("a1");

    watch.send(message("DELETED", map("a", 2)));

    assertThat(seen()).isEqualTo("a gone");
  }

  @Test
  void worksOnAllAgainWhenItIsStartedAgain() throws InterruptedException {
    start(_ -> CompletableFuture.completedFuture(Outcome.done()));
    assertThat(seen()).isEqualTo("a1");

    runner.stop();
    runner.start();

    assertThat(seen()).isEqualTo("a1");
  }
}
