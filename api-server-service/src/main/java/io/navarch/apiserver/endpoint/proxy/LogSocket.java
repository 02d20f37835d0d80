package io.navarch.apiserver.endpoint.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.navarch.apiserver.request.ApiStatusException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

/**
 * A log as WebSocket frames: binary ones, or Base64 in text where that was agreed. What the client
 * sends is read only to notice its end. Made by the server, therefore completed after its
 * construction and before it is used.
 */
@Slf4j
public final class LogSocket implements HttpUpgradeHandler {

  private static final String BASE64 = "base64.binary.k8s.io";
  private static final List<String> PROTOCOLS = List.of("binary.k8s.io", BASE64);

  /** From RFC 6455, section 1.3. */
  private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private static final int BUFFER = 16 * 1024;
  private static final byte[] CLOSE_NORMAL = {3, (byte) 0xe8};

  private final AtomicBoolean closed = new AtomicBoolean();
  private boolean base64;
  private @Nullable BackendConnection backend;
  private @Nullable InputStream source;
  private @Nullable WebConnection client;

  static boolean isWanted(HttpServletRequest request) {
    var upgrade = request.getHeader("Upgrade");
    return upgrade != null
        && upgrade.toLowerCase(Locale.ROOT).equals("websocket")
        && RequestHeaders.wantsUpgrade(request);
  }

  /** Agrees to the change of protocol; the frames follow when a log is given. */
  static LogSocket accept(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    var key = request.getHeader("Sec-WebSocket-Key");
    var asked =
        Collections.list(request.getHeaders("Sec-WebSocket-Protocol")).stream()
            .flatMap(value -> Stream.of(value.split(",", -1)))
            .map(String::strip)
            .toList();
    var agreed = asked.stream().filter(PROTOCOLS::contains).findFirst();
    if (key == null || (agreed.isEmpty() && !asked.isEmpty())) {
      throw ApiStatusException.badRequest("unable to upgrade websocket connection");
    }
    response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
    response.setHeader("Sec-WebSocket-Accept", accept(key));
    agreed.ifPresent(protocol -> response.setHeader("Sec-WebSocket-Protocol", protocol));
    var socket = request.upgrade(LogSocket.class);
    socket.base64 = agreed.filter(BASE64::equals).isPresent();
    return socket;
  }

  private static String accept(String key) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-1").digest((key + ACCEPT_SUFFIX).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  void send(BackendConnection backend, InputStream log) {
    this.backend = backend;
    this.source = log;
  }

  @Override
  public void init(WebConnection connection) {
    client = connection;
    Thread.ofVirtual().name("log-frames").start(() -> write(connection));
    Thread.ofVirtual().name("log-client").start(() -> awaitEnd(connection));
  }

  private void write(WebConnection connection) {
    try {
      var from = source;
      var out = connection.getOutputStream();
      byte[] buffer = new byte[BUFFER];
      int read = from == null ? -1 : from.read(buffer);
      while (from != null && read >= 0) {
        frame(out, Arrays.copyOf(buffer, read));
        read = from.read(buffer);
      }
      write(out, 8, CLOSE_NORMAL);
    } catch (IOException e) {
      log.atDebug().setCause(e).log("log stream broke");
    } finally {
      destroy();
    }
  }

  private void frame(OutputStream out, byte[] text) throws IOException {
    if (base64) {
      write(out, 1, Base64.getEncoder().encode(text));
    } else {
      write(out, 2, text);
    }
  }

  /** A whole frame of a server: final, and not masked. */
  private static void write(OutputStream out, int opcode, byte[] payload) throws IOException {
    out.write(0x80 | opcode);
    if (payload.length < 126) {
      out.write(payload.length);
    } else if (payload.length < 1 << 16) {
      out.write(new byte[] {126, (byte) (payload.length >> 8), (byte) payload.length});
    } else {
      out.write(new byte[] {127, 0, 0, 0, 0});
      out.write(
          new byte[] {
            (byte) (payload.length >> 24),
            (byte) (payload.length >> 16),
            (byte) (payload.length >> 8),
            (byte) payload.length
          });
    }
    out.write(payload);
    out.flush();
  }

  /** Nothing is expected from the client but that it goes. */
  private void awaitEnd(WebConnection connection) {
    try {
      connection.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      log.atDebug().setCause(e).log("log client broke");
    } finally {
      destroy();
    }
  }

  @Override
  public void destroy() {
    if (closed.compareAndSet(false, true)) {
      close(backend);
      close(client);
    }
  }

  private static void close(@Nullable AutoCloseable side) {
    try {
      if (side != null) {
        side.close();
      }
    } catch (Exception e) { // what AutoCloseable declares
      log.atDebug().setCause(e).log("log stream did not close well");
    }
  }
}
