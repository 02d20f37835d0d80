package io.navarch.apiserver.endpoint.upgrade;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import lombok.extern.slf4j.Slf4j;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection after it has changed its protocol. It takes the connection itself from the
 * server, as the server's own WebSocket does: the servlet API's streams of an upgraded request end
 * with the request's body, which a GET does not have, and close only when the client closes first.
 */
@Slf4j
public final class UpgradedConnection extends AbstractConnection implements Connection.UpgradeTo {

  /** What is done with the connection. */
  public interface Conversation {

    /** Speaks with the client until there is no more to say; the connection is closed after it. */
    void hold(UpgradedConnection client) throws IOException;

    /** The connection is gone: lets go what the conversation holds, and ends it. */
    void end();
  }

  private final AtomicBoolean closed = new AtomicBoolean();
  private final String name;
  private final Conversation conversation;
  private final EndPointInput in;
  private final EndPointOutput out;

  private UpgradedConnection(
      EndPoint endPoint, Executor executor, String name, Conversation conversation) {
    super(endPoint, executor);
    this.name = name;
    this.conversation = conversation;
    this.in = new EndPointInput(endPoint);
    this.out = new EndPointOutput(endPoint);
  }

  /**
   * Answers 101, and begins a conversation as soon as the answer has gone to the client.
   *
   * @param response uncommitted; what else belongs into its header is there already
   */
  public static void begin(
      HttpServletRequest request,
      HttpServletResponse response,
      String name,
      Conversation conversation) {
    var core = ServletContextRequest.getServletContextRequest(request);
    var connection = core.getConnectionMetaData().getConnection();
    var executor = core.getConnectionMetaData().getConnector().getExecutor();
    response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
    response.setHeader("Connection", "Upgrade");
    @Nullable String protocol = request.getHeader("Upgrade");
    if (protocol != null) {
      response.setHeader("Upgrade", protocol.split(",", 2)[0].strip());
    }
    core.setAttribute(
        HttpStream.UPGRADE_CONNECTION_ATTRIBUTE,
        new UpgradedConnection(connection.getEndPoint(), executor, name, conversation));
  }

  @Override
  public void onUpgradeTo(ByteBuffer read) {
    in.unread(read);
  }

  @Override
  public void onOpen() {
    super.onOpen();
    getEndPoint().setIdleTimeout(0); // a quiet stream is not an idle one
    Thread.ofVirtual().name(name).start(this::hold);
  }

  private void hold() {
    try {
      conversation.hold(this);
    } catch (IOException e) {
      log.atDebug().setCause(e).addKeyValue("connection", name).log("conversation broke");
    } finally {
      close();
    }
  }

  /** What the client says. */
  public InputStream in() {
    return in;
  }

  /** What the client is told. */
  public OutputStream out() {
    return out;
  }

  /** Under which its threads and logs go. */
  public String name() {
    return name;
  }

  /** Never asked for: the conversation reads when it wants to. */
  @Override
  public void onFillable() {
    throw new IllegalStateException("nobody waits to be called");
  }

  @Override
  public void onClose(@Nullable Throwable cause) {
    super.onClose(cause);
    end();
  }

  @Override
  public void close() {
    end();
    super.close();
  }

  private void end() {
    if (closed.compareAndSet(false, true)) {
      conversation.end();
    }
  }
}
