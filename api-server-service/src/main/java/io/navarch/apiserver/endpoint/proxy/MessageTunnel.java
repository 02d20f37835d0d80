package io.navarch.apiserver.endpoint.proxy;

import io.navarch.apiserver.endpoint.upgrade.UpgradedConnection;
import io.navarch.apiserver.endpoint.upgrade.UpgradedConnection.Conversation;
import io.navarch.apiserver.endpoint.upgrade.WebSocket;
import java.io.IOException;
import java.util.Arrays;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;

/**
 * SPDY inside WebSocket: the bytes of a client's SPDY connection come as messages and go on to the
 * node agent as they are.
 */
@Slf4j
@RequiredArgsConstructor
final class MessageTunnel implements Conversation {

  /** What clients put before the name of the protocol that they tunnel. */
  static final String PREFIX = "SPDY/3.1+";

  private static final int BUFFER = 32 * 1024;

  private final BackendConnection backend;

  @Override
  public void hold(UpgradedConnection client) throws IOException {
    var socket = new WebSocket(client.in(), client.out());
    Thread.ofVirtual().name(client.name() + "-in").start(() -> carryIn(client, socket));
    byte[] buffer = new byte[BUFFER];
    for (int read = backend.in().read(buffer); read >= 0; read = backend.in().read(buffer)) {
      socket.sendBinary(Arrays.copyOf(buffer, read));
    }
    socket.sendClose(WebSocket.NORMAL, "");
  }

  private void carryIn(UpgradedConnection client, WebSocket socket) {
    try {
      for (var message = socket.receive(); message.isPresent(); message = socket.receive()) {
        backend.out().write(message.get());
        backend.out().flush();
      }
    } catch (IOException e) {
      log.atDebug().setCause(e).addKeyValue("connection", client.name()).log("client broke");
    } finally {
      client.close();
    }
  }

  @Override
  public void end() {
    backend.abandon();
  }
}
