package io.navarch.apiserver.endpoint.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.StringJoiner;

/** Builds the path and query of a URL. */
final class UrlQuery {

  private final StringJoiner pairs = new StringJoiner("&");

  UrlQuery add(String name, String value) {
    pairs.add(encode(name) + "=" + encode(value));
    return this;
  }

  UrlQuery addIf(boolean condition, String name, String value) {
    return condition ? add(name, value) : this;
  }

  UrlQuery addAll(String name, List<String> values) {
    values.forEach(value -> add(name, value));
    return this;
  }

  @Override
  public String toString() {
    return pairs.toString();
  }

  /** A path of these segments, each encoded. */
  static String path(String... segments) {
    var path = new StringBuilder();
    for (var segment : segments) {
      path.append('/').append(encode(segment).replace("+", "%20"));
    }
    return path.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
