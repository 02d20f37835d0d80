package io.navarch.nodeagent.server;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import lombok.extern.slf4j.Slf4j;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A caller's connection after it has left HTTP: carries bytes between the caller and the runtime's
 * streaming server, one thread each way, until either side ends. It works on the connection itself,
 * because the input of an upgraded servlet request is at its end from the start when the caller has
 * nothing to send.
 */
@Slf4j
final class StreamTunnel extends AbstractConnection implements Connection.UpgradeTo {

  private static final int BUFFER = 32 * 1024;

  private final SocketChannel runtime;
  private final AtomicBoolean ended = new AtomicBoolean();
  private ByteBuffer early = BufferUtil.EMPTY_BUFFER;

  private StreamTunnel(EndPoint caller, Executor executor, SocketChannel runtime) {
    super(caller, executor);
    this.runtime = runtime;
  }

  /** Joins the caller with the runtime as soon as the answer, which must be a 101, has gone out. */
  static void prepare(HttpServletRequest request, SocketChannel runtime) {
    var jetty = ServletContextRequest.getServletContextRequest(request);
    var metadata = jetty.getConnectionMetaData();
    var caller = metadata.getConnection().getEndPoint();
    var executor = metadata.getConnector().getExecutor();
    jetty.setAttribute(
        HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, new StreamTunnel(caller, executor, runtime));
  }

  /** What the caller has sent together with its request. */
  @Override
  public void onUpgradeTo(@Nullable ByteBuffer prefilled) {
    if (prefilled != null) {
      early = BufferUtil.copy(prefilled);
    }
  }

  @Override
  public void onOpen() {
    super.onOpen();
    getEndPoint().setIdleTimeout(0); // the runtime knows how long a session may be silent
    start("tunnel-in", this::carryIn);
    start("tunnel-out", this::carryOut);
  }

  /** One direction of the tunnel. */
  private interface Direction {
    void carry() throws IOException, InterruptedException, ExecutionException;
  }

  private void start(String name, Direction direction) {
    Thread.ofVirtual()
        .name(name)
        .start(() -> {
          try {
            direction.carry();
          } catch (IOException | ExecutionException e) {
            log.atDebug().setCause(e).log("tunnel broke");
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            close();
          }
        });
  }

  private void carryIn() throws IOException, InterruptedException, ExecutionException {
    writeToRuntime(early);
    var buffer = BufferUtil.allocate(BUFFER);
    int read = getEndPoint().fill(buffer);
    while (read >= 0) {
      if (read == 0) {
        var ready = new Callback.Completable();
        getEndPoint().fillInterested(ready);
        ready.get();
      }
      writeToRuntime(buffer);
      BufferUtil.clear(buffer);
      read = getEndPoint().fill(buffer);
    }
  }

  private void writeToRuntime(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      runtime.write(bytes);
    }
  }

  private void carryOut() throws IOException, InterruptedException, ExecutionException {
    var buffer = ByteBuffer.allocate(BUFFER);
    while (runtime.read(buffer) >= 0) {
      var written = new Callback.Completable();
      getEndPoint().write(written, buffer.flip());
      written.get();
      buffer.clear();
    }
  }

  /** Nothing is read by the server itself any more. */
  @Override
  public void onFillable() {}

  @Override
  public void onClose(@Nullable Throwable cause) {
    super.onClose(cause);
    close();
  }

  @Override
  public void close() {
    if (ended.compareAndSet(false, true)) {
      try {
        runtime.close();
      } catch (IOException e) {
        log.atDebug().setCause(e).log("runtime's side did not close well");
      }
      super.close();
    }
  }
}
