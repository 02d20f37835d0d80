package io.navarch.apiserver.endpoint.proxy;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of a client's header a backend gets. */
final class RequestHeaders {

  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "proxy-connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** A subprotocol that is not one: a browser's way to send a token. */
  private static final String TOKEN = "base64url.bearer.authorization.k8s.io.";

  private RequestHeaders() {}

  /** The header of an ordinary request. */
  static Headers of(HttpServletRequest request) {
    var headers = common(request);
    var named = headers.elements("Connection").collect(Collectors.toSet());
    headers.remove(
        name -> isOfTheConnection(name) || named.stream().anyMatch(name::equalsIgnoreCase));
    headers.set("Connection", "close");
    return headers;
  }

  /** The header of a request that changes the protocol. */
  static Headers ofUpgrade(HttpServletRequest request) {
    var headers = common(request);
    headers.set("Connection", "Upgrade");
    var protocols =
        headers.elements("Sec-WebSocket-Protocol").filter(p -> !p.startsWith(TOKEN)).toList();
    headers.remove("Sec-WebSocket-Protocol"::equalsIgnoreCase);
    if (!protocols.isEmpty()) {
      headers.add("Sec-WebSocket-Protocol", String.join(", ", protocols));
    }
    return headers;
  }

  static boolean isOfTheConnection(String name) {
    return OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether the client wants to change the protocol. That it would also speak HTTP/2 is an offer to
   * this server alone, which may leave it.
   */
  static boolean wantsUpgrade(HttpServletRequest request) {
    return !"h2c".equalsIgnoreCase(request.getHeader("Upgrade"))
        && Collections.list(request.getHeaders("Connection")).stream()
            .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("upgrade"));
  }

  private static Headers common(HttpServletRequest request) {
    var headers = new Headers();
    for (var name : Collections.list(request.getHeaderNames())) {
      if (!isOfTheGates(name)) {
        request.getHeaders(name).asIterator().forEachRemaining(v -> headers.add(name, v));
      }
    }
    headers.remove(name -> name.startsWith(":"));
    if (headers.find("Host").isEmpty()) { // HTTP/2 has no such header
      headers.add("Host", request.getServerName() + ":" + request.getServerPort());
    }
    var before = headers.elements("X-Forwarded-For").collect(Collectors.joining(", "));
    var client = request.getRemoteAddr();
    headers.set("X-Forwarded-For", before.isEmpty() ? client : before + ", " + client);
    return headers;
  }

  /** Credentials end at the gates: a Pod must not get what its caller is known by. */
  private static boolean isOfTheGates(String header) {
    var name = header.toLowerCase(Locale.ROOT);
    return name.equals("authorization")
        || name.startsWith("impersonate-")
        || name.startsWith("x-remote-");
  }
}
