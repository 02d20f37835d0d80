package io.navarch.nodeagent.server;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

/** Carries bytes between a caller and the runtime's streaming server, one thread each way. */
@Slf4j
public final class StreamTunnel implements HttpUpgradeHandler {

  private static final int BUFFER = 32 * 1024;

  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable SocketChannel runtime;
  private @Nullable WebConnection caller;

  /** Must be told before the upgrade what it leads to. */
  void lead(SocketChannel target) {
    runtime = target;
  }

  @Override
  public void init(WebConnection connection) {
    var target = runtime;
    if (target == null) {
      throw new IllegalStateException("a tunnel that leads nowhere");
    }
    caller = connection;
    try {
      var fromCaller = connection.getInputStream();
      var toCaller = connection.getOutputStream();
      start("tunnel-in", fromCaller, Channels.newOutputStream(target));
      start("tunnel-out", Channels.newInputStream(target), toCaller);
    } catch (IOException e) {
      log.atDebug().setCause(e).log("tunnel could not be opened");
      destroy();
    }
  }

  private void start(String name, InputStream from, OutputStream to) {
    Thread.ofVirtual().name(name).start(() -> carry(from, to));
  }

  private void carry(InputStream from, OutputStream to) {
    var buffer = new byte[BUFFER];
    try {
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        to.write(buffer, 0, read);
        to.flush();
      }
    } catch (IOException e) {
      log.atDebug().setCause(e).log("tunnel broke");
    } finally {
      destroy();
    }
  }

  @Override
  public void destroy() {
    if (closed.compareAndSet(false, true)) {
      close(runtime);
      close(caller);
    }
  }

  private static void close(@Nullable AutoCloseable side) {
    try {
      if (side != null) {
        side.close();
      }
    } catch (Exception e) { // what AutoCloseable declares
      log.atDebug().setCause(e).log("tunnel did not close well");
    }
  }
}
