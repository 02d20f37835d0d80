package io.navarch.nodeagent.runtime.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.navarch.nodeagent.network.NetworkNamespace;
import io.netty.handler.codec.spdy.SpdyHeaders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;

/**
 * Ports of a Pod over one SPDY connection: each connection to a port is a pair of streams, one for
 * what goes wrong, one for content.
 */
@Slf4j
@RequiredArgsConstructor
final class SpdyPorts implements SpdyPeer.Receiver, AutoCloseable {

  private static final int BUFFER = 32 * 1024;
  private static final int CONNECT_MILLIS = 10_000;

  private final SpdyPeer peer;
  private final NetworkNamespace pod;
  private final Map<String, Integer> errors = new ConcurrentHashMap<>();
  private final Map<Integer, Socket> connections = new ConcurrentHashMap<>();

  @Override
  public void opened(int stream, SpdyHeaders headers) throws IOException {
    var request = SpdyPeer.header(headers, "requestid");
    if (SpdyPeer.header(headers, "streamtype").equals("error")) {
      errors.put(request, stream);
      return;
    }
    var port = SpdyPeer.header(headers, "port");
    try {
      var connection = connect(Integer.parseInt(port));
      connections.put(stream, connection);
      Thread.ofVirtual()
          .name("docker-port-" + port)
          .start(() -> carry(stream, request, connection));
    } catch (IOException | NumberFormatException e) {
      refuse(stream, request, "failed to connect to port %s of the Pod: %s", port, e);
    }
  }

  private Socket connect(int port) throws IOException {
    SocketChannel channel = pod.openSocket();
    boolean connected = false;
    try {
      channel
          .socket()
          .connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), CONNECT_MILLIS);
      connected = true;
      return channel.socket();
    } finally {
      if (!connected) {
        channel.close();
      }
    }
  }

  private void refuse(int stream, String request, String text, String port, Exception cause)
      throws IOException {
    Integer error = errors.remove(request);
    if (error != null) {
      peer.send(error, text.formatted(port, cause.getMessage()).getBytes(UTF_8));
      peer.end(error);
    }
    peer.end(stream);
  }

  private void carry(int stream, String request, Socket from) {
    try {
      var buffer = new byte[BUFFER];
      var in = from.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        peer.send(stream, Arrays.copyOf(buffer, read));
      }
      peer.end(stream);
      Integer error = errors.remove(request);
      if (error != null) {
        peer.end(error);
      }
    } catch (IOException e) {
      log.atDebug().setCause(e).log("forwarded connection broke");
    } finally {
      close(connections.remove(stream));
    }
  }

  @Override
  public void data(int stream, byte[] content) throws IOException {
    var connection = connections.get(stream);
    if (connection != null) {
      try {
        connection.getOutputStream().write(content);
      } catch (IOException _) {
        close(connection); // the others go on
      }
    }
  }

  @Override
  public void ended(int stream) throws IOException {
    var connection = connections.get(stream);
    if (connection != null) {
      try {
        connection.shutdownOutput();
      } catch (IOException _) {
        close(connection);
      }
    }
  }

  private static void close(@org.jspecify.annotations.Nullable Socket connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (IOException e) {
        log.atDebug().setCause(e).log("forwarded connection did not close well");
      }
    }
  }

  @Override
  public void close() {
    connections.values().forEach(SpdyPorts::close);
  }
}
