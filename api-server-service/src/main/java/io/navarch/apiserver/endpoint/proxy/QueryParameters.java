package io.navarch.apiserver.endpoint.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a URL alone: a body that is going to be a stream must not be read for them. */
record QueryParameters(Map<String, List<String>> values) {

  static QueryParameters of(HttpServletRequest request) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    var query = request.getQueryString();
    for (var pair : query == null ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      var name = equals < 0 ? pair : pair.substring(0, equals);
      var value = equals < 0 ? "" : pair.substring(equals + 1);
      if (!name.isEmpty()) {
        values.computeIfAbsent(decode(name), _ -> new ArrayList<>()).add(decode(value));
      }
    }
    return new QueryParameters(values);
  }

  /** All values in order. */
  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** The first value, or empty. */
  String first(String name) {
    return all(name).isEmpty() ? "" : all(name).getFirst();
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** As upstream reads booleans: whatever is there is true unless it is 0 or false. */
  boolean isTrue(String name) {
    return has(name) && !first(name).equals("0") && !first(name).equalsIgnoreCase("false");
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, UTF_8);
  }
}
