package io.navarch.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that is gone without a word does not hold up its clients for long. */
@Timeout(30)
class VigilantHttpClientTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AtomicInteger dialled = new AtomicInteger();

  private VigilantHttpClient client(Duration silence, Duration patience) {
    return new VigilantHttpClient(
        () -> {
          dialled.incrementAndGet();
          return HttpClient.newHttpClient();
        },
        silence,
        patience);
  }

  private static HttpRequest request(int port) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api".formatted(port))).build();
  }

  @Test
  void failsWhatWaitsOnASilentServerAndDialsAnew() throws Exception {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var client = client(Duration.ofMillis(50), Duration.ofMillis(100))) {
      var answer = client.sendAsync(request(silent.getLocalPort()), BodyHandlers.ofString());

      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
          .withCauseInstanceOf(IOException.class);
      assertThat(dialled.get()).isGreaterThan(1);
    }
  }

  @Test
  void keepsALongAnswerOfAServerThatLives() throws Exception {
    try (var server = new LoopbackApi();
        var client = client(Duration.ofMillis(50), PATIENCE)) {
      var answer = client.sendAsync(request(server.port()), BodyHandlers.ofString());
      var waiting = new ArrayList<LoopbackApi.Call>();
      for (int questions = 0; questions < 3; ) {
        var call = server.take();
        if (call.line().equals("GET /livez")) {
          call.answer(401, "{}");
          questions++;
        } else {
          waiting.add(call);
        }
      }
      assertThat(waiting).hasSize(1);
      waiting.getFirst().answer(200, "done");

      assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("done");
      assertThat(dialled).hasValue(1);
    }
  }

  @Test
  void asksNothingOfAServerThatTalks() throws Exception {
    try (var server = new LoopbackApi();
        var client = client(Duration.ofMinutes(1), PATIENCE)) {
      var answer = client.sendAsync(request(server.port()), BodyHandlers.ofString());
      server.take().answer(200, "done");

      assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(server.isQuiet()).isTrue();
    }
  }

  @Test
  void standsDownWhenItsOwnerHasEndedTheExecutor() throws Exception {
    var executor = Executors.newCachedThreadPool();
    try (var server = new LoopbackApi();
        var client =
            new VigilantHttpClient(
                () -> HttpClient.newBuilder().executor(executor).build(),
                Duration.ofMillis(50),
                PATIENCE)) {
      var answer = client.sendAsync(request(server.port()), BodyHandlers.ofString());
      server.take().answer(200, "done");
      answer.get(10, TimeUnit.SECONDS);
      executor.shutdownNow();

      assertThat(client.awaitTermination(Duration.ofSeconds(10))).isTrue();
    }
  }
}
