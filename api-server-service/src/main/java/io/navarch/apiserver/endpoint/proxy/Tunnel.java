package io.navarch.apiserver.endpoint.proxy;

import io.navarch.apiserver.endpoint.upgrade.UpgradedConnection;
import io.navarch.apiserver.endpoint.upgrade.UpgradedConnection.Conversation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;

/**
 * Carries bytes between a client and a backend, whatever protocol they have agreed on. Each
 * direction has a thread of its own, so each is slowed down by its own reader only. When one side
 * goes, the other is let go too, as upstream does.
 */
@Slf4j
@RequiredArgsConstructor
final class Tunnel implements Conversation {

  private static final int BUFFER = 32 * 1024;

  private final BackendConnection backend;
  private volatile long lastCarried = System.nanoTime();

  @Override
  public void hold(UpgradedConnection client) throws IOException {
    var fromClient = client.in();
    Thread.ofVirtual().name(client.name() + "-in").start(() -> carryIn(client, fromClient));
    carry(backend.in(), client.out());
  }

  private void carryIn(UpgradedConnection client, InputStream fromClient) {
    try {
      carry(fromClient, backend.out());
    } catch (IOException e) {
      log.atDebug().setCause(e).addKeyValue("connection", client.name()).log("client broke");
    } finally {
      client.close();
    }
  }

  private void carry(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = read(from, buffer); read >= 0; read = read(from, buffer)) {
      to.write(buffer, 0, read);
      to.flush();
      lastCarried = System.nanoTime();
    }
  }

  /** Reads on as long as the other direction is in use: only silence in both is idleness. */
  private int read(InputStream from, byte[] buffer) throws IOException {
    while (true) {
      long since = lastCarried;
      try {
        return from.read(buffer);
      } catch (SocketTimeoutException e) {
        if (lastCarried == since) {
          throw e;
        }
      }
    }
  }

  @Override
  public void end() {
    backend.abandon();
  }
}
