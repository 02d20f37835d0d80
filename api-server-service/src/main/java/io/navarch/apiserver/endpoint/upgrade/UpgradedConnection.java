package io.navarch.apiserver.endpoint.upgrade;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import lombok.extern.slf4j.Slf4j;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection after it has changed its protocol. Closing it closes the connection itself:
 * the server's own streams would wait for the client to end first, which may never happen. Made by
 * the server, therefore completed after its construction and before it is used.
 */
@Slf4j
public final class UpgradedConnection implements HttpUpgradeHandler, AutoCloseable {

  /** What is done with the connection. */
  public interface Conversation {

    /** Speaks with the client until there is no more to say; the connection is closed after it. */
    void hold(UpgradedConnection client) throws IOException;

    /** The connection is gone: lets go what the conversation holds, and ends it. */
    void end();
  }

  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable Conversation conversation;
  private @Nullable EndPoint endPoint;
  private @Nullable WebConnection streams;
  private String name = "upgraded";

  /** Begins a conversation as soon as the answer, which must be a 101, has gone to the client. */
  public static void begin(HttpServletRequest request, String name, Conversation conversation)
      throws IOException, ServletException {
    var connection = request.upgrade(UpgradedConnection.class);
    connection.conversation = conversation;
    connection.name = name;
    connection.endPoint =
        ServletContextRequest.getServletContextRequest(request)
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint();
  }

  @Override
  public void init(WebConnection connection) {
    streams = connection;
    Thread.ofVirtual().name(name).start(this::hold);
  }

  private void hold() {
    try {
      if (conversation != null) {
        conversation.hold(this);
      }
    } catch (IOException e) {
      log.atDebug().setCause(e).addKeyValue("connection", name).log("conversation broke");
    } finally {
      close();
    }
  }

  public InputStream in() throws IOException {
    return opened().getInputStream();
  }

  public OutputStream out() throws IOException {
    return opened().getOutputStream();
  }

  public String name() {
    return name;
  }

  private WebConnection opened() {
    if (streams == null) {
      throw new IllegalStateException("not upgraded yet");
    }
    return streams;
  }

  @Override
  public void destroy() {
    close();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      if (conversation != null) {
        conversation.end();
      }
      if (endPoint != null) {
        endPoint.close();
      }
      closeStreams();
    }
  }

  /** Tells the server that nothing more comes. */
  private void closeStreams() {
    try {
      if (streams != null) {
        streams.close();
      }
    } catch (Exception e) { // what AutoCloseable declares
      log.atDebug().setCause(e).addKeyValue("connection", name).log("streams did not close well");
    }
  }
}
