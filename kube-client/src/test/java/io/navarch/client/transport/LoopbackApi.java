package io.navarch.client.transport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An API server that is a queue of answers: the test takes each request and answers it. */
public final class LoopbackApi implements AutoCloseable {

  private static final long LIMIT_SECONDS = 10;

  private enum Ending {
    DUE,
    TORN
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

  /** A server that listens. */
  public LoopbackApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** One request; its connection stays open until the answer ends. */
  public static final class Call {

    private final HttpExchange exchange;
    private final String body;
    private final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();

    private Call(HttpExchange exchange, String body) {
      this.exchange = exchange;
      this.body = body;
    }

    /** Method, path and query, for example {@code GET /api/v1/pods?watch=1}. */
    public String line() {
      var uri = exchange.getRequestURI().toString();
      return exchange.getRequestMethod() + " " + URLDecoder.decode(uri, StandardCharsets.UTF_8);
    }

    /** What was sent along. */
    public String body() {
      return body;
    }

    /** Answers in full. */
    public void answer(int code, String json) {
      try {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, 0);
        exchange.getResponseBody().write(json.getBytes(StandardCharsets.UTF_8));
        end();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Begins an answer that goes on. */
    public Call begin() {
      try {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Goes on with an answer. */
    public Call send(String json) {
      try {
        exchange.getResponseBody().write((json + "\n").getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Ends the answer as is due. */
    public void end() {
      endings.add(Ending.DUE);
    }

    /** Breaks the connection in the midst of the answer. */
    public void tear() {
      endings.add(Ending.TORN);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var call = new Call(exchange, body);
    calls.add(call);
    try {
      var ending = call.endings.poll(6 * LIMIT_SECONDS, TimeUnit.SECONDS);
      if (ending == Ending.TORN) {
        throw new IOException("torn by the test"); // the server drops the connection
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  /** The next request, which must come within some seconds. */
  public Call take() throws InterruptedException {
    var call = calls.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (call == null) {
      throw new AssertionError("no request came");
    }
    return call;
  }

  /** Whether no request waits for the test. */
  public boolean isQuiet() {
    return calls.isEmpty();
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** A client of this server that repeats nothing by itself. */
  public KubernetesClient connect(Path folder) {
    return KubernetesClients.connect(properties(folder));
  }

  private ClientProperties properties(Path folder) {
    var file = folder.resolve("kubeconfig");
    var text =
        """
        {"apiVersion": "v1", "kind": "Config", "current-context": "it",
         "clusters": [{"name": "it", "cluster": {"server": "http://127.0.0.1:%d"}}],
         "users": [{"name": "it", "user": {}}],
         "contexts": [{"name": "it", "context": {"cluster": "it", "user": "it"}}]}
        """
            .formatted(port());
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var usual = ClientProperties.of(file);
    return new ClientProperties(
        file,
        usual.userAgent(),
        usual.connectTimeout(),
        usual.requestTimeout(),
        0,
        usual.retryInterval(),
        usual.watchTimeout(),
        usual.pingAfter(),
        usual.pingTimeout());
  }

  @Override
  public void close() {
    calls.forEach(Call::tear);
    server.stop(0);
    threads.shutdownNow();
  }
}
