package io.navarch.apiserver.endpoint.proxy;

import io.navarch.apiserver.endpoint.upgrade.UpgradedConnection;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.Status;
import io.navarch.apiserver.request.StatusReason;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Hands requests on to a backend and its answers back, whole or as a tunnel. */
@Component
@EnableConfigurationProperties(KubeletProperties.class)
@RequiredArgsConstructor
final class Forwarder {

  private static final int BUFFER = 32 * 1024;
  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private final KubeletProperties properties;

  BackendConnection connect(Backend backend) throws IOException {
    return BackendConnection.open(backend, properties.connectTimeout(), properties.idleTimeout());
  }

  /** An ordinary exchange; links of the answer are led through the proxy. */
  void exchange(
      HttpServletRequest request,
      HttpServletResponse response,
      Target target,
      LinkRewriter rewriter)
      throws IOException {
    BackendResponse answer;
    try (var connection = dial(target)) {
      try {
        answer = ask(connection, request, target, rewriter);
      } catch (IOException e) {
        throw unreachable(e);
      }
      write(answer, request, response, rewriter);
    }
  }

  private BackendConnection dial(Target target) {
    try {
      return connect(target.backend());
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private static ApiStatusException unreachable(IOException e) {
    return new ApiStatusException(
        Status.of(
            StatusReason.SERVICE_UNAVAILABLE, "error trying to reach service: " + e.getMessage()));
  }

  private static BackendResponse ask(
      BackendConnection connection,
      HttpServletRequest request,
      Target target,
      LinkRewriter rewriter)
      throws IOException {
    var headers = RequestHeaders.of(request);
    headers.set("X-Forwarded-Uri", rewriter.prefix() + target.path());
    headers.set("X-Forwarded-Host", rewriter.requestHost());
    headers.set("X-Forwarded-Proto", request.getScheme());
    send(connection, request, target, headers);
    return HttpWire.readResponse(connection.in(), request.getMethod());
  }

  /** The request with its body. */
  private static void send(
      BackendConnection connection, HttpServletRequest request, Target target, Headers headers)
      throws IOException {
    boolean chunked = isChunked(request);
    if (chunked) {
      headers.set("Transfer-Encoding", "chunked");
    }
    HttpWire.writeRequest(connection.out(), request.getMethod(), target.requestTarget(), headers);
    if (chunked) {
      HttpWire.writeChunked(request.getInputStream(), connection.out());
    } else if (request.getContentLengthLong() > 0) {
      request.getInputStream().transferTo(connection.out());
      connection.out().flush();
    }
  }

  /** A body of unknown length: said so in HTTP/1.1, unsaid in HTTP/2. */
  private static boolean isChunked(HttpServletRequest request) {
    return request.getContentLengthLong() < 0
        && (request.getHeader("Transfer-Encoding") != null
            || (request.getProtocol().equals("HTTP/2.0")
                && !WITHOUT_BODY.contains(request.getMethod())));
  }

  private static void write(
      BackendResponse answer,
      HttpServletRequest request,
      HttpServletResponse response,
      LinkRewriter rewriter)
      throws IOException {
    answer.headers().find("Location").ifPresent(to -> relocate(answer.headers(), to, rewriter));
    if (HtmlBody.isIn(answer) && !request.getMethod().equals("HEAD")) {
      byte[] page = HtmlBody.rewrite(answer, rewriter);
      answer.headers().set("Content-Length", Integer.toString(page.length));
      writeHead(answer, response);
      response.getOutputStream().write(page);
      return;
    }
    writeHead(answer, response);
    copy(answer.body(), response.getOutputStream());
  }

  private static void relocate(Headers headers, String location, LinkRewriter rewriter) {
    headers.set("Location", rewriter.link(location));
  }

  private static void writeHead(BackendResponse answer, HttpServletResponse response) {
    response.setStatus(answer.status());
    answer
        .headers()
        .forEach((name, value) -> {
          if (name.equalsIgnoreCase("Content-Length")) {
            response.setContentLengthLong(Long.parseLong(value));
          } else if (name.equalsIgnoreCase("Content-Type")
              || name.equalsIgnoreCase("Date")
              || name.equalsIgnoreCase("Cache-Control")) {
            response.setHeader(name, value);
          } else if (!RequestHeaders.isOfTheConnection(name)
              && !name.regionMatches(true, 0, "Access-Control-", 0, 15)) {
            response.addHeader(name, value);
          }
        });
  }

  /** Copies, and hands on what is there whenever there is no more for the moment. */
  static void copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      to.write(buffer, 0, read);
      if (from.available() == 0) {
        to.flush();
      }
    }
  }

  /**
   * A change of protocol: agreed between client and backend, then carried as bytes. What the
   * backend answers instead of agreeing is handed back.
   */
  void tunnel(
      HttpServletRequest request,
      HttpServletResponse response,
      Target target,
      LinkRewriter rewriter)
      throws IOException {
    BackendConnection connection;
    try {
      connection = connect(target.backend());
    } catch (IOException e) {
      throw new ApiStatusException(
          Status.of(StatusReason.UNKNOWN, "error dialing backend: " + e.getMessage()));
    }
    boolean handedOver = false;
    try {
      send(connection, request, target, RequestHeaders.ofUpgrade(request));
      var answer = HttpWire.readResponse(connection.in(), request.getMethod());
      if (answer.status() == HttpServletResponse.SC_SWITCHING_PROTOCOLS) {
        writeHead(answer, response);
        UpgradedConnection.begin(
            request, response, "tunnel-" + target.path(), new Tunnel(connection));
        handedOver = true;
      } else {
        write(answer, request, response, rewriter);
      }
    } finally {
      if (!handedOver) {
        connection.close();
      }
    }
  }
}
