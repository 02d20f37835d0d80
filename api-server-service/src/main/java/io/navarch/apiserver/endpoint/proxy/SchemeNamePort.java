package io.navarch.apiserver.endpoint.proxy;

import java.util.Optional;
import java.util.Set;

/**
 * The name in a proxy's URL: {@code name}, {@code name:port} or {@code scheme:name:port}.
 *
 * @param scheme http, https or empty
 * @param port a number or a name, or empty
 */
record SchemeNamePort(String scheme, String name, String port) {

  private static final Set<String> SCHEMES = Set.of("", "http", "https");

  static Optional<SchemeNamePort> parse(String text) {
    var parts = text.split(":", -1);
    var parsed =
        switch (parts.length) {
          case 1 -> new SchemeNamePort("", parts[0], "");
          case 2 -> new SchemeNamePort("", parts[0], parts[1]);
          case 3 -> new SchemeNamePort(parts[0], parts[1], parts[2]);
          default -> new SchemeNamePort("", "", "");
        };
    return Optional.of(parsed).filter(p -> !p.name().isEmpty() && SCHEMES.contains(p.scheme()));
  }

  boolean isSecure() {
    return scheme.equals("https");
  }

  /** The port if it is a number, else a default. */
  int portNumber(int otherwise) {
    try {
      return Integer.parseInt(port);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  boolean hasPortNumber() {
    return !port.isEmpty() && port.chars().allMatch(Character::isDigit) && port.length() < 10;
  }
}
