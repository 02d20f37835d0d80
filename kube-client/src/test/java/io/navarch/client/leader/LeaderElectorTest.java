package io.navarch.client.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.LoopbackApi;
import io.navarch.testing.fakes.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One leads, and knows when it does so no longer. */
@Timeout(30)
class LeaderElectorTest {

  private static final String PATH = "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases";

  @TempDir private Path folder;
  private final LoopbackApi server = new LoopbackApi();
  private final ManualClock clock = new ManualClock();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private KubernetesClient client;
  private LeaderElector elector;

  private void compete(Duration renewDeadline) {
    client = server.connect(folder);
    var properties =
        new LeaderProperties(
            true, "kube-system", Duration.ofSeconds(15), renewDeadline, Duration.ofMillis(1));
    var listener =
        new LeadershipListener() {
          @Override
          public void started() {
            heard.add("started");
          }

          @Override
          public void stopped() {
            heard.add("stopped");
          }
        };
    elector =
        new LeaderElector(
            new ApiClient(client),
            properties,
            "it",
            "me",
            listener,
            clock,
            new SimpleMeterRegistry());
    elector.start();
  }

  @AfterEach
  void stop() {
    server.close();
    elector.close();
    client.close();
  }

  private static String lease(String holder) {
    return """
    {"apiVersion":"coordination.k8s.io/v1","kind":"Lease",\
    "metadata":{"namespace":"kube-system","name":"it","uid":"u","resourceVersion":"1"},\
    "spec":{"holderIdentity":"%s","leaseDurationSeconds":20,"leaseTransitions":4,\
    "renewTime":"2030-01-01T00:00:00.000000Z"}}\
    """
        .formatted(holder);
  }

  private LoopbackApi.Call take(String line) throws InterruptedException {
    var call = server.take();
    assertThat(call.line()).isEqualTo(line);
    return call;
  }

  private String heard() throws InterruptedException {
    var word = heard.poll(10, TimeUnit.SECONDS);
    assertThat(word).isNotNull();
    return word;
  }

  private void createLease() throws InterruptedException {
    take("GET " + PATH + "/it").answer(404, "{}");
    var created = take("POST " + PATH);
    created.answer(201, created.body());
    assertThat(heard()).isEqualTo("started");
  }

  @Test
  void leadsWhenNobodyHasEverLed() throws InterruptedException {
    compete(Duration.ofSeconds(10));

    createLease();

    assertThat(elector.isLeading()).isTrue();
  }

  @Test
  void waitsAsLongAsTheHolderSaysAndThenTakesOver() throws InterruptedException {
    compete(Duration.ofSeconds(10));
    take("GET " + PATH + "/it").answer(200, lease("other"));
    clock.advance(Duration.ofSeconds(19));
    take("GET " + PATH + "/it").answer(200, lease("other"));
    var next = take("GET " + PATH + "/it");
    assertThat(elector.isLeading()).isFalse();
    clock.advance(Duration.ofSeconds(2));
    next.answer(200, lease("other"));

    take("GET " + PATH + "/it").answer(200, lease("other"));
    var taken = take("PUT " + PATH + "/it");
    taken.answer(200, taken.body());

    assertThat(heard()).isEqualTo("started");
    assertThat(taken.body())
        .contains("\"holderIdentity\":\"me\"")
        .contains("\"leaseTransitions\":5")
        .contains("\"resourceVersion\":\"1\"");
  }

  @Test
  void givesUpWhenItCannotRenewInTime() throws InterruptedException {
    compete(Duration.ofSeconds(10));
    createLease();

    take("GET " + PATH + "/it").answer(500, "{}");
    var last = take("GET " + PATH + "/it");
    assertThat(heard).isEmpty();
    clock.advance(Duration.ofSeconds(11));
    last.answer(500, "{}");

    assertThat(heard()).isEqualTo("stopped");
  }

  @Test
  void aServerThatDoesNotAnswerKeepsNoLeader() throws InterruptedException {
    compete(Duration.ofMillis(400));
    createLease();

    take("GET " + PATH + "/it");
    clock.advance(Duration.ofSeconds(1));

    assertThat(heard()).isEqualTo("stopped");
  }

  @Test
  void losesToWhoeverHasWrittenTheLeaseMeanwhile() throws InterruptedException {
    compete(Duration.ofSeconds(10));
    createLease();

    var last = take("GET " + PATH + "/it");
    clock.advance(Duration.ofSeconds(11));
    last.answer(200, lease("other"));

    assertThat(heard()).isEqualTo("stopped");
    take("GET " + PATH + "/it").answer(200, lease("other"));
    take("GET " + PATH + "/it");
    assertThat(elector.isLeading()).isFalse();
  }
}
