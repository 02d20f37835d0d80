package io.navarch.apiserver.endpoint.proxy;

import static io.navarch.apiserver.endpoint.proxy.ScriptedBackend.say;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.request.ApiStatusException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests through a Jetty of its own to a backend of the test's. */
class ForwarderTest {

  private static final String PREFIX = "/proxy";
  private static final int LIMIT = 10_000;

  private final Forwarder forwarder =
      new Forwarder(
          new KubeletProperties(
              null, true, List.of("InternalIP"), Duration.ofSeconds(5), Duration.ofSeconds(5)));
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.stop();
  }

  @Test
  void handsOnMethodPathBodyAndHeaderButNoCredentials() throws Exception {
    try (var backend =
        new ScriptedBackend((head, in, out) -> {
          var body = new String(in.readNBytes(5), ISO_8859_1);
          say(out, "HTTP/1.1 201 Created\r\nX-A: b\r\nContent-Length: 5\r\n\r\n" + body);
        })) {
      serve(backend);

      var answer =
          send(
              HttpRequest.newBuilder(uri("/a%20b?c=d"))
                  .header("Authorization", "Bearer secret")
                  .header("X-Mine", "kept")
                  .method("PUT", HttpRequest.BodyPublishers.ofString("hello")));

      assertThat(answer.statusCode()).isEqualTo(201);
      assertThat(answer.body()).isEqualTo("hello");
      assertThat(answer.headers().firstValue("X-A")).contains("b");
      assertThat(backend.takeHead())
          .startsWith("PUT /a%20b?c=d HTTP/1.1\r\n")
          .contains("X-Mine: kept\r\n", "X-Forwarded-Uri: /proxy/a%20b\r\n")
          .doesNotContainIgnoringCase("secret");
    }
  }

  @Test
  void handsBackAStreamWhileItComes() throws Exception {
    try (var backend =
        new ScriptedBackend((head, in, out) -> {
          say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
          in.read(); // never ends it
        })) {
      serve(backend);

      var answer =
          client.send(
              HttpRequest.newBuilder(uri("/stream")).build(),
              HttpResponse.BodyHandlers.ofInputStream());

      try (var body = answer.body()) {
        assertThat(new String(body.readNBytes(3), ISO_8859_1)).isEqualTo("one");
      }
    }
  }

  @Test
  void leadsRedirectsAndPagesThroughTheProxy() throws Exception {
    try (var backend =
        new ScriptedBackend((head, in, out) ->
            say(
                out,
                "HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Type: text/html\r\n"
                    + "Content-Length: 15\r\n\r\n<a href=\"/x\"></a>"))) {
      serve(backend);

      var answer = send(HttpRequest.newBuilder(uri("/")));

      assertThat(answer.headers().firstValue("Location")).contains("/proxy/login");
    }
  }

  @Test
  void saysThatABackendIsNotThere() throws Exception {
    var gone = new ScriptedBackend((head, in, out) -> {});
    gone.close();
    serve(gone);

    var answer = send(HttpRequest.newBuilder(uri("/")));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .isEqualTo(
            "error trying to reach service: dial tcp %s: connect: connection refused"
                .formatted(gone.backend().authority()));
  }

  @Test
  void carriesAnUpgradedConnectionInBothDirections() throws Exception {
    try (var backend =
            new ScriptedBackend((head, in, out) -> {
              say(
                  out,
                  "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n"
                      + "Upgrade: SPDY/3.1\r\nX-Stream-Protocol-Version: v4\r\n\r\nfirst");
              in.transferTo(out);
            });
        var socket = upgrade(backend, "POST", "early")) {
      var in = socket.getInputStream();

      assertThat(head(in))
          .startsWith("HTTP/1.1 101 ")
          .containsIgnoringCase("Upgrade: SPDY/3.1")
          .contains("X-Stream-Protocol-Version: v4")
          .doesNotContainIgnoringCase("Transfer-Encoding");
      assertThat(new String(in.readNBytes(10), ISO_8859_1)).isEqualTo("firstearly");
      say(socket.getOutputStream(), "more");
      assertThat(new String(in.readNBytes(4), ISO_8859_1)).isEqualTo("more");
      assertThat(backend.takeHead()).contains("Upgrade: SPDY/3.1").contains("Connection: Upgrade");
    }
  }

  @Test
  void endsATunnelWhenTheBackendGoes() throws Exception {
    try (var backend =
            new ScriptedBackend((head, in, out) ->
                say(
                    out,
                    "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n"
                        + "Upgrade: SPDY/3.1\r\n\r\nbye"));
        var socket = upgrade(backend, "GET", "")) {
      var in = socket.getInputStream();
      head(in);

      assertThat(new String(in.readAllBytes(), ISO_8859_1)).isEqualTo("bye");
    }
  }

  @Test
  void endsATunnelWhenTheClientGoes() throws Exception {
    var ended = new CountDownLatch(1);
    try (var backend =
        new ScriptedBackend((head, in, out) -> {
          say(
              out,
              "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n"
                  + "Upgrade: SPDY/3.1\r\n\r\n");
          in.readAllBytes();
          ended.countDown();
        })) {
      var socket = upgrade(backend, "GET", "");
      head(socket.getInputStream());
      socket.close();

      assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void handsBackARefusedUpgrade() throws Exception {
    try (var backend =
            new ScriptedBackend((head, in, out) ->
                say(out, "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno"));
        var socket = upgrade(backend, "GET", "")) {
      var in = socket.getInputStream();

      assertThat(head(in)).startsWith("HTTP/1.1 403 ");
      assertThat(new String(in.readNBytes(2), ISO_8859_1)).isEqualTo("no");
    }
  }

  private Socket upgrade(ScriptedBackend backend, String method, String early) throws Exception {
    serve(backend);
    var socket = new Socket("127.0.0.1", connector.getLocalPort());
    socket.setSoTimeout(LIMIT);
    say(
        socket.getOutputStream(),
        method
            + " /proxy/exec HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\n"
            + (method.equals("POST") ? "Content-Length: 0\r\n" : "")
            + "\r\n"
            + early);
    return socket;
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      assertThat(next).as("end of stream after: " + head).isNotNegative();
      head.append((char) next);
    }
    return head.toString();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(
        request.timeout(Duration.ofMillis(LIMIT)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort() + PREFIX + path);
  }

  private void serve(ScriptedBackend backend) throws Exception {
    var context = new ServletContextHandler();
    context.addServlet(new ServletHolder(new Forwarding(backend.backend())), "/*");
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
  }

  /** Forwards everything below the prefix. */
  private final class Forwarding extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private final transient Backend backend;

    Forwarding(Backend backend) {
      this.backend = backend;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      var path = request.getRequestURI().substring(PREFIX.length());
      var query = request.getQueryString() == null ? "" : request.getQueryString();
      var target = new Target(backend, path, query);
      var rewriter = new LinkRewriter(PREFIX, backend.authority(), request.getHeader("Host"));
      try {
        if (RequestHeaders.wantsUpgrade(request)) {
          forwarder.tunnel(request, response, target, rewriter);
        } else {
          forwarder.exchange(request, response, target, rewriter);
        }
      } catch (ApiStatusException e) {
        response.setStatus(e.status().code());
        response.getOutputStream().print(e.getMessage());
      }
    }
  }
}
