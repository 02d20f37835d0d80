package io.navarch.nodeagent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.runtime.RuntimeFailure.Code;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The connection to the engine. Each call runs on a thread of its own that is interrupted when its
 * time is up, because connections over a Unix socket know no limit.
 */
final class Engine implements AutoCloseable {

  private final URI endpoint;
  private final Duration timeout;
  private final DockerClient client;
  private final ExecutorService calls =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("docker-call-", 0).factory());

  Engine(URI endpoint, Duration timeout) {
    this.endpoint = endpoint;
    this.timeout = timeout;
    var configuration =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(endpoint.toString())
            .withDockerTlsVerify(false)
            .build();
    var transport = new ZerodepDockerHttpClient.Builder().dockerHost(endpoint).build();
    this.client = DockerClientImpl.getInstance(configuration, transport);
  }

  /** Something to ask the engine. */
  interface Call<T> {
    T ask(DockerClient docker) throws InterruptedException;
  }

  /** Something to tell the engine. */
  interface Action {
    void tell(DockerClient docker) throws InterruptedException;
  }

  URI endpoint() {
    return endpoint;
  }

  Duration timeout() {
    return timeout;
  }

  /** For what has no limit: logs and events that are followed. */
  DockerClient client() {
    return client;
  }

  <T> T ask(Call<T> call) {
    return ask(timeout, call);
  }

  void tell(Action action) {
    tell(timeout, action);
  }

  void tell(Duration limit, Action action) {
    var _ =
        ask(
            limit,
            docker -> {
              action.tell(docker);
              return true;
            });
  }

  /** Nothing instead of a failure if what the call names does not exist. */
  <T> Optional<T> find(Call<T> call) {
    try {
      return Optional.of(ask(call));
    } catch (RuntimeFailure e) {
      if (e.isNotFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** What is already gone, or already as wished, is no failure. */
  void tellIfFound(Duration limit, Action action) {
    try {
      tell(limit, action);
    } catch (RuntimeFailure e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
  }

  /** A limit of zero waits as long as it takes. */
  <T> T ask(Duration limit, Call<T> call) {
    var task = calls.submit(() -> call.ask(client));
    try {
      return limit.isZero() ? task.get() : task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new RuntimeFailure(
          Code.DEADLINE_EXCEEDED, "Docker did not answer within " + limit, "deadline exceeded", e);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new RuntimeFailure(Code.OTHER, "interrupted while asking Docker", "interrupted", e);
    } catch (ExecutionException e) {
      throw EngineFailures.translate(Objects.requireNonNullElse(e.getCause(), e), endpoint);
    }
  }

  @Override
  public void close() throws IOException {
    calls.shutdownNow();
    client.close();
  }
}
