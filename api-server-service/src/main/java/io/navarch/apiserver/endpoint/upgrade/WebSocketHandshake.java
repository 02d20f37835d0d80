package io.navarch.apiserver.endpoint.upgrade;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.navarch.apiserver.request.ApiStatusException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a client and this server agree to speak WebSocket (RFC 6455, section 4). */
public final class WebSocketHandshake {

  /** From RFC 6455, section 1.3. */
  private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private WebSocketHandshake() {}

  /** Whether the client asks for it. */
  public static boolean isWanted(HttpServletRequest request) {
    return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
        && Collections.list(request.getHeaders("Connection")).stream()
            .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("upgrade"));
  }

  /** Whether the client asks for it with this subprotocol among others. */
  public static boolean offers(HttpServletRequest request, String protocol) {
    return isWanted(request) && offered(request).contains(protocol);
  }

  /**
   * Agrees. A client that names no subprotocol gets none.
   *
   * @return the first offered subprotocol that is supported, or empty
   * @throws ApiStatusException 400 if none of those offered is supported
   */
  public static String accept(
      HttpServletRequest request, HttpServletResponse response, List<String> supported) {
    var offered = offered(request);
    var agreed = offered.stream().filter(supported::contains).findFirst();
    @Nullable String key = request.getHeader("Sec-WebSocket-Key");
    if (key == null || (agreed.isEmpty() && !offered.isEmpty())) {
      throw ApiStatusException.badRequest("unable to upgrade websocket connection");
    }
    response.setHeader("Sec-WebSocket-Accept", answerTo(key));
    agreed.ifPresent(protocol -> response.setHeader("Sec-WebSocket-Protocol", protocol));
    return agreed.orElse("");
  }

  private static List<String> offered(HttpServletRequest request) {
    return Collections.list(request.getHeaders("Sec-WebSocket-Protocol")).stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  private static String answerTo(String key) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-1").digest((key + ACCEPT_SUFFIX).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
