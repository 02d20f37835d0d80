package io.navarch.nodeagent.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Upgraded connections carry both ways until one side ends. */
class StreamTunnelTest {

  private static final int LIMIT_MILLIS = 5000;

  private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
  private ServerSocketChannel runtime;
  private Socket caller;
  private SocketChannel joined;

  /** Leaves HTTP for whatever the runtime speaks. */
  private static final class Upgrading extends HttpServlet {

    private static final long serialVersionUID = 1;
    private final transient ServerSocketChannel runtime;

    Upgrading(ServerSocketChannel runtime) {
      this.runtime = runtime;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      StreamTunnel.prepare(request, SocketChannel.open(runtime.getLocalAddress()));
      response.setStatus(101);
      response.addHeader("Connection", "Upgrade");
      response.addHeader("Upgrade", "test");
    }
  }

  @BeforeEach
  void join() throws Exception {
    runtime =
        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    var context = new ServletContextHandler("/");
    context.addServlet(new ServletHolder(new Upgrading(runtime)), "/*");
    server.setHandler(context);
    server.start();
    var port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    caller = new Socket(InetAddress.getLoopbackAddress(), port);
    caller.setSoTimeout(LIMIT_MILLIS);
    send("GET / HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\nUpgrade: test\r\n\r\n");
    joined = runtime.accept();
    assertThat(head()).startsWith("HTTP/1.1 101 ");
  }

  @AfterEach
  void end() throws Exception {
    caller.close();
    joined.close();
    runtime.close();
    server.stop();
  }

  private void send(String text) throws IOException {
    caller.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private String head() throws IOException {
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append(receive(caller.getInputStream(), 1));
    }
    return head.toString();
  }

  private static String receive(InputStream in, int length) throws IOException {
    return new String(in.readNBytes(length), StandardCharsets.US_ASCII);
  }

  private void say(String text) throws IOException {
    joined.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void theRuntimeMaySpeakFirstAndTheCallerNever() throws IOException {
    say("hello");
    say(" there");

    assertThat(receive(caller.getInputStream(), 11)).isEqualTo("hello there");
  }

  @Test
  void bothDirectionsCarry() throws IOException {
    send("question");
    assertThat(receive(joined.socket().getInputStream(), 8)).isEqualTo("question");

    say("answer");
    assertThat(receive(caller.getInputStream(), 6)).isEqualTo("answer");
  }

  @Test
  void theLastWordsOfTheRuntimeArriveBeforeTheEnd() throws IOException {
    say("bye");
    joined.close();

    assertThat(receive(caller.getInputStream(), 100)).isEqualTo("bye");
  }

  @Test
  void theRuntimeIsLetGoWhenTheCallerGoes() throws IOException {
    caller.close();

    assertThat(joined.read(ByteBuffer.allocate(1))).isEqualTo(-1);
  }
}
