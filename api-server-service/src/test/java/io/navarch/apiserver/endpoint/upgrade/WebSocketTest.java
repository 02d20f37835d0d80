package io.navarch.apiserver.endpoint.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.endpoint.upgrade.UpgradedConnection.Conversation;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket.Listener;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the JDK's client, through a Jetty of its own. */
class WebSocketTest {

  private static final int LIMIT = 10;

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final HttpClient client = HttpClient.newHttpClient();
  private final Heard heard = new Heard();
  private final Echo echo = new Echo();

  @BeforeEach
  void start() throws Exception {
    var context = new ServletContextHandler();
    context.addServlet(new ServletHolder(new Endpoint(echo)), "/*");
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.stop();
  }

  private java.net.http.WebSocket connect() throws Exception {
    return client
        .newWebSocketBuilder()
        .subprotocols("unknown", "echo")
        .buildAsync(URI.create("ws://127.0.0.1:" + connector.getLocalPort() + "/"), heard)
        .get(LIMIT, TimeUnit.SECONDS);
  }

  @Test
  void agreesOnTheFirstSubprotocolThatIsKnown() throws Exception {
    var socket = connect();

    assertThat(socket.getSubprotocol()).isEqualTo("echo");
    socket.abort();
  }

  @Test
  void handsOnMessagesOfEveryLength() throws Exception {
    var socket = connect();

    for (int length : new int[] {0, 1, 125, 126, 65_535, 65_536, 200_000}) {
      socket.sendBinary(ByteBuffer.allocate(length), true).get(LIMIT, TimeUnit.SECONDS);

      assertThat(heard.messages.poll(LIMIT, TimeUnit.SECONDS)).isEqualTo(length);
    }
    socket.abort();
  }

  @Test
  void joinsTheFragmentsOfAMessageAndAnswersPings() throws Exception {
    var socket = connect();

    socket.sendText("some", false).get(LIMIT, TimeUnit.SECONDS);
    socket.sendPing(ByteBuffer.wrap("?".getBytes(UTF_8))).get(LIMIT, TimeUnit.SECONDS);
    socket.sendText("thing", true).get(LIMIT, TimeUnit.SECONDS);

    assertThat(heard.messages.poll(LIMIT, TimeUnit.SECONDS)).isEqualTo(9);
    assertThat(heard.pongs.poll(LIMIT, TimeUnit.SECONDS)).isEqualTo(1);
    socket.abort();
  }

  @Test
  void saysGoodbyeAndLetsTheConnectionGo() throws Exception {
    var socket = connect();

    socket.sendClose(WebSocket.NORMAL, "").get(LIMIT, TimeUnit.SECONDS);

    assertThat(heard.closes.poll(LIMIT, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL);
    assertThat(echo.ended.await(LIMIT, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void noticesThatTheClientIsGone() throws Exception {
    connect().abort();

    assertThat(echo.ended.await(LIMIT, TimeUnit.SECONDS)).isTrue();
  }

  /** Sends back what comes. */
  private static final class Echo implements Conversation {

    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public void hold(UpgradedConnection client) throws IOException {
      var socket = new WebSocket(client.in(), client.out());
      for (var message = socket.receive(); message.isPresent(); message = socket.receive()) {
        socket.sendBinary(message.get());
      }
      socket.sendClose(WebSocket.NORMAL, "");
    }

    @Override
    public void end() {
      ended.countDown();
    }
  }

  /** Agrees to every WebSocket. */
  private static final class Endpoint extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private final transient Echo echo;

    Endpoint(Echo echo) {
      this.echo = echo;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      WebSocketHandshake.accept(request, response, List.of("echo"));
      UpgradedConnection.begin(request, response, "echo", echo);
    }
  }

  /** What the client has heard: lengths of messages. */
  private static final class Heard implements Listener {

    private final BlockingQueue<Integer> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> pongs = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> closes = new LinkedBlockingQueue<>();
    private int length;

    @Override
    public @Nullable CompletionStage<?> onBinary(
        java.net.http.WebSocket socket, ByteBuffer data, boolean last) {
      length += data.remaining();
      if (last) {
        messages.add(length);
        length = 0;
      }
      return Listener.super.onBinary(socket, data, last);
    }

    @Override
    public @Nullable CompletionStage<?> onPong(java.net.http.WebSocket socket, ByteBuffer message) {
      pongs.add(message.remaining());
      return Listener.super.onPong(socket, message);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(
        java.net.http.WebSocket socket, int code, String reason) {
      closes.add(code);
      return Listener.super.onClose(socket, code, reason);
    }
  }
}
