package io.navarch.apiserver.endpoint.proxy;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

/**
 * Carries bytes between a client and a backend, whatever protocol they have agreed on. Each
 * direction has a thread of its own, so each is slowed down by its own reader only. When one side
 * goes, the other is let go too, as upstream does. Made by the server, therefore completed after
 * its construction and before it is used.
 */
@Slf4j
public final class Tunnel implements HttpUpgradeHandler {

  private static final int BUFFER = 32 * 1024;

  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable BackendConnection backend;
  private @Nullable WebConnection client;
  private String name = "tunnel";
  private volatile long lastCarried = System.nanoTime();

  void connect(BackendConnection backend, String name) {
    this.backend = backend;
    this.name = name;
  }

  @Override
  public void init(WebConnection connection) {
    var other = backend;
    if (other == null) {
      throw new IllegalStateException("a tunnel without a backend");
    }
    client = connection;
    try {
      var fromClient = connection.getInputStream();
      var toClient = connection.getOutputStream();
      start("-in", () -> carry(fromClient, other.out()));
      start("-out", () -> carry(other.in(), toClient));
    } catch (IOException e) {
      log.atDebug().setCause(e).log("tunnel could not be opened");
      destroy();
    }
  }

  private void start(String direction, Runnable work) {
    Thread.ofVirtual().name(name + direction).start(work);
  }

  private void carry(InputStream from, OutputStream to) {
    byte[] buffer = new byte[BUFFER];
    try {
      for (int read = read(from, buffer); read >= 0; read = read(from, buffer)) {
        to.write(buffer, 0, read);
        to.flush();
        lastCarried = System.nanoTime();
      }
    } catch (IOException e) {
      log.atDebug().setCause(e).addKeyValue("tunnel", name).log("tunnel broke");
    } finally {
      destroy();
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
  public void destroy() {
    if (closed.compareAndSet(false, true)) {
      close(backend);
      close(client);
    }
  }

  private void close(@Nullable AutoCloseable side) {
    try {
      if (side != null) {
        side.close();
      }
    } catch (Exception e) { // what AutoCloseable declares
      log.atDebug().setCause(e).addKeyValue("tunnel", name).log("tunnel did not close well");
    }
  }
}
