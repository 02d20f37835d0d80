package io.navarch.apiserver.endpoint.proxy;

import io.navarch.apiserver.endpoint.upgrade.UpgradedConnection;
import io.navarch.apiserver.endpoint.upgrade.UpgradedConnection.Conversation;
import io.navarch.apiserver.endpoint.upgrade.WebSocket;
import io.navarch.apiserver.endpoint.upgrade.WebSocketHandshake;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;

/**
 * A log as WebSocket messages: binary ones, or Base64 in text where that was agreed. What the
 * client sends is read only to notice its end.
 */
@Slf4j
@RequiredArgsConstructor
final class LogSocket implements Conversation {

  private static final String BASE64 = "base64.binary.k8s.io";
  private static final List<String> PROTOCOLS = List.of("binary.k8s.io", BASE64);
  private static final int BUFFER = 16 * 1024;

  private final BackendConnection backend;
  private final InputStream source;
  private final boolean base64;

  /** Agrees to the change of protocol, and sends the log. */
  static void begin(
      HttpServletRequest request,
      HttpServletResponse response,
      BackendConnection backend,
      InputStream source)
      throws IOException {
    boolean base64 = WebSocketHandshake.accept(request, response, PROTOCOLS).equals(BASE64);
    UpgradedConnection.begin(request, response, "log", new LogSocket(backend, source, base64));
  }

  @Override
  public void hold(UpgradedConnection client) throws IOException {
    var socket = new WebSocket(client.in(), client.out());
    Thread.ofVirtual().name("log-client").start(() -> awaitEnd(client, socket));
    byte[] buffer = new byte[BUFFER];
    for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
      byte[] text = Arrays.copyOf(buffer, read);
      if (base64) {
        socket.sendText(Base64.getEncoder().encode(text));
      } else {
        socket.sendBinary(text);
      }
    }
    socket.sendClose(WebSocket.NORMAL, "");
  }

  /** Nothing is expected from the client but that it goes. */
  private static void awaitEnd(UpgradedConnection client, WebSocket socket) {
    try {
      while (socket.receive().isPresent()) {
        // nothing that it says matters
      }
    } catch (IOException e) {
      log.atDebug().setCause(e).log("log client broke");
    } finally {
      client.close();
    }
  }

  @Override
  public void end() {
    backend.abandon();
  }
}
