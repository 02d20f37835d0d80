package io.navarch.client.informer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ListQuery;
import io.navarch.client.transport.LoopbackApi;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cache follows the server, whatever becomes of the watch. */
@Timeout(30)
class ReflectorTest {

  private static final ResourceType<ConfigMap> MAPS = ResourceType.of(ConfigMap.class);

  @TempDir private Path folder;
  private final LoopbackApi server = new LoopbackApi();
  private final SharedInformer<ConfigMap> informer = new SharedInformer<>(MAPS, ListQuery.ALL);
  private final BlockingQueue<CacheEvent<ConfigMap>> events = new LinkedBlockingQueue<>();
  private KubernetesClient client;
  private Reflector<ConfigMap> reflector;
  private Subscription subscription;

  @BeforeEach
  void start() {
    client = server.connect(folder);
    subscription = informer.subscribe(events::add);
    reflector = new Reflector<>(new ApiClient(client), informer, Duration.ofMinutes(5));
    reflector.start();
  }

  @AfterEach
  void stop() {
    reflector.close();
    subscription.close();
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

  private static String list(int revision, String... items) {
    return """
    {"apiVersion":"v1","kind":"ConfigMapList","metadata":{"resourceVersion":"%d"},"items":[%s]}\
    """
        .formatted(revision, String.join(",", items));
  }

  private static String message(String type, String object) {
    return "{\"type\":\"%s\",\"object\":%s}".formatted(type, object);
  }

  private static String status(int code, String reason) {
    return """
    {"apiVersion":"v1","kind":"Status","status":"Failure","code":%d,"reason":"%s",\
    "message":"it is so"}\
    """
        .formatted(code, reason);
  }

  private LoopbackApi.Call watch(int from) throws InterruptedException {
    var call = server.take();
    assertThat(call.line())
        .startsWith("GET /api/v1/configmaps?allowWatchBookmarks=true&resourceVersion=" + from + "&")
        .contains("watch=1");
    return call.begin();
  }

  private void list(String expected, String answer) throws InterruptedException {
    var call = server.take();
    assertThat(call.line()).isEqualTo("GET /api/v1/configmaps" + expected);
    call.answer(200, answer);
  }

  private CacheEvent<ConfigMap> event() throws InterruptedException {
    var event = events.poll(10, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    return event;
  }

  @Test
  void listsOnceAndFollowsFromThere() throws InterruptedException {
    list("?resourceVersion=0", list(5, map("a", 3)));
    assertThat(event()).isInstanceOf(CacheEvent.Added.class);

    watch(5).send(message("ADDED", map("b", 6))).send(message("DELETED", map("a", 7)));

    assertThat(event().object().getMetadata().getName()).isEqualTo("b");
    assertThat(event()).isInstanceOf(CacheEvent.Removed.class);
    assertThat(informer.lister().find(ResourceKey.of("default", "b"))).isPresent();
    assertThat(informer.lister().list()).hasSize(1);
  }

  @Test
  void goesOnFromTheLastRevisionWhenTheServerEndsAWatch() throws InterruptedException {
    list("?resourceVersion=0", list(5));

    watch(5).send(message("ADDED", map("b", 6))).end();
    watch(6).send(message("MODIFIED", map("b", 8)));

    assertThat(event()).isInstanceOf(CacheEvent.Added.class);
    assertThat(event()).isInstanceOf(CacheEvent.Updated.class);
  }

  @Test
  void goesOnFromTheLastRevisionWhenTheConnectionBreaks() throws InterruptedException {
    list("?resourceVersion=0", list(5));

    var first = watch(5).send(message("ADDED", map("b", 6)));
    assertThat(event()).isInstanceOf(CacheEvent.Added.class);
    first.tear();

    watch(6).send(message("DELETED", map("b", 7)));
    assertThat(event()).isInstanceOf(CacheEvent.Removed.class);
  }

  @Test
  void bookmarksMoveTheRevisionAndNothingElse() throws InterruptedException {
    list("?resourceVersion=0", list(5));

    watch(5).send(message("BOOKMARK", map("", 40))).end();

    watch(40);
    assertThat(events).isEmpty();
  }

  @Test
  void listsTheNewestWhenTheRevisionHasExpired() throws InterruptedException {
    list("?resourceVersion=0", list(5, map("a", 3)));
    assertThat(event()).isInstanceOf(CacheEvent.Added.class);

    watch(5).send(message("ERROR", status(410, "Expired")));
    list("", list(90, map("c", 80)));

    assertThat(event().object().getMetadata().getName()).isEqualTo("c");
    assertThat(event()).isInstanceOf(CacheEvent.Removed.class);
    watch(90);
  }

  @Test
  void listsTheNewestWhenTheServerRefusesTheRevision() throws InterruptedException {
    list("?resourceVersion=0", list(5));

    server.take().answer(410, status(410, "Expired"));

    list("", list(2));
    watch(2);
  }

  @Test
  void doesNotGoBackBehindWhatItHasSeenWhenAnAnswerMakesNoSense() throws InterruptedException {
    list("?resourceVersion=0", list(5));

    watch(5).send(message("ADDED", map("b", 6))).send("{\"type\":\"PERHAPS\",\"object\":{}}");

    list("?resourceVersion=6", list(7, map("b", 6)));
    watch(7);
  }
}
