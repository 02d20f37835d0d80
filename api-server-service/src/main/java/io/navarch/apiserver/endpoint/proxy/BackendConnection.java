package io.navarch.apiserver.endpoint.proxy;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

/** A connection to a backend for one exchange, which may become a tunnel. */
@Slf4j
final class BackendConnection implements AutoCloseable {

  private static final int BUFFER = 32 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private BackendConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
  }

  /**
   * Connects.
   *
   * @throws IOException worded as upstream words a failed dial
   */
  static BackendConnection open(Backend backend, Duration connectTimeout, Duration idleTimeout)
      throws IOException {
    var socket = new Socket();
    boolean opened = false;
    try {
      socket.setTcpNoDelay(true);
      int limit = Math.toIntExact(connectTimeout.toMillis());
      socket.connect(new InetSocketAddress(backend.host(), backend.port()), limit);
      socket.setSoTimeout(limit);
      var connection = new BackendConnection(secured(socket, backend));
      connection.socket.setSoTimeout(Math.toIntExact(idleTimeout.toMillis()));
      opened = true;
      return connection;
    } catch (IOException e) {
      throw new IOException(dialError(backend, e), e);
    } finally {
      if (!opened) {
        socket.close();
      }
    }
  }

  private static Socket secured(Socket socket, Backend backend) throws IOException {
    if (backend.tls() == null) {
      return socket;
    }
    var secured =
        (SSLSocket) backend.tls().createSocket(socket, backend.host(), backend.port(), true);
    var parameters = secured.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    if (backend.verifiesHost()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private static String dialError(Backend backend, IOException e) {
    var dial = "dial tcp " + backend.authority() + ": ";
    return switch (e) {
      case UnknownHostException _ -> "dial tcp: lookup " + backend.host() + ": no such host";
      case ConnectException _, NoRouteToHostException _ -> dial + "connect: " + reason(e);
      case SocketTimeoutException _ -> dial + "i/o timeout";
      case SSLException _ -> "tls: " + e.getMessage();
      default -> dial + e.getMessage();
    };
  }

  private static String reason(IOException e) {
    @Nullable String message = e.getMessage();
    var text = message == null ? "refused" : message.toLowerCase(Locale.ROOT);
    int detail = text.indexOf(" (");
    return detail < 0 ? text : text.substring(0, detail);
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  /** Closes it where nobody is left to be told that it did not close well. */
  void abandon() {
    try {
      socket.close();
    } catch (IOException e) {
      log.atDebug().setCause(e).log("backend did not close well");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
