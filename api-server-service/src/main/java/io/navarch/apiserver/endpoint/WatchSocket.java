package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.endpoint.upgrade.UpgradedConnection;
import io.navarch.apiserver.endpoint.upgrade.UpgradedConnection.Conversation;
import io.navarch.apiserver.endpoint.upgrade.WebSocket;
import io.navarch.apiserver.endpoint.upgrade.WebSocketHandshake;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

/** A watch over WebSocket: a message for each event, text for JSON. */
@Slf4j
@RequiredArgsConstructor
final class WatchSocket implements Conversation {

  private final WatchStreams streams;
  private final WatchSession session;
  private final EventEncoder encoder;
  private volatile @Nullable Thread holder;

  /** Agrees to the change of protocol, and watches. */
  static void begin(HttpServletRequest request, HttpServletResponse response, WatchSocket watch) {
    WebSocketHandshake.accept(request, response, List.of());
    UpgradedConnection.begin(request, response, "watch", watch);
  }

  @Override
  public void hold(UpgradedConnection client) throws IOException {
    holder = Thread.currentThread();
    var socket = new WebSocket(client.in(), client.out());
    Thread.ofVirtual().name("watch-client").start(() -> awaitEnd(client, socket));
    streams.run(session, new Messages(encoder, socket), OutputStream.nullOutputStream());
    socket.sendClose(WebSocket.NORMAL, "");
  }

  /** Nothing is expected from the client but that it goes. */
  private static void awaitEnd(UpgradedConnection client, WebSocket socket) {
    try {
      while (socket.receive().isPresent()) {
        // nothing that it says matters
      }
    } catch (IOException e) {
      log.atDebug().setCause(e).log("watching client broke");
    } finally {
      client.close();
    }
  }

  @Override
  public void end() {
    var waiting = holder;
    if (waiting != null) {
      waiting.interrupt();
    }
  }

  /** Sends each event as a message. */
  private record Messages(EventEncoder encoder, WebSocket socket) implements EventEncoder {

    @Override
    public String contentType() {
      return encoder.contentType();
    }

    @Override
    public void write(OutputStream out, WatchEvent event) throws IOException {
      var message = new ByteArrayOutputStream();
      encoder.write(message, event);
      if (contentType().startsWith("application/json")) {
        socket.sendText(message.toByteArray());
      } else {
        socket.sendBinary(message.toByteArray());
      }
    }
  }
}
