package io.navarch.apiserver.authentication;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Browsers can't set headers on WebSockets: they carry the token as a made-up sub-protocol. */
final class WebSocketToken {

  private WebSocketToken() {}

  /** The token, or an empty text. */
  static String find(@Nullable String protocols, String prefix) {
    if (protocols == null) {
      return "";
    }
    return Arrays.stream(protocols.split(","))
        .map(String::strip)
        .filter(p -> p.startsWith(prefix))
        .map(p -> decode(p.substring(prefix.length())))
        .findFirst()
        .orElse("");
  }

  private static String decode(String encoded) {
    try {
      return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return ""; // not base64: then it is no token
    }
  }
}
