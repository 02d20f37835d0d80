package io.navarch.apiserver.request;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The parameters of a URL's query; bodies are never looked into for parameters. */
public final class Query {

  private static final Query EMPTY = new Query(Map.of());

  private final Map<String, List<String>> values;

  private Query(Map<String, List<String>> values) {
    this.values = values;
  }

  /** The parameters of a request's URL. */
  public static Query of(HttpServletRequest request) {
    return parse(request.getQueryString());
  }

  /** Reads the part after the question mark; null where there is none. */
  public static Query parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return EMPTY;
    }
    var values = new LinkedHashMap<String, List<String>>();
    for (int from = 0; from <= text.length(); ) {
      int to = text.indexOf('&', from);
      int end = to < 0 ? text.length() : to;
      if (end > from) {
        add(values, text.substring(from, end));
      }
      from = end + 1;
    }
    return new Query(values);
  }

  private static void add(Map<String, List<String>> values, String pair) {
    int equals = pair.indexOf('=');
    try {
      var name = decode(equals < 0 ? pair : pair.substring(0, equals));
      var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      values.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
    } catch (IllegalArgumentException e) {
      return; // with an escape that is none a parameter does not count, as upstream
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** The first value, or empty. */
  public String first(String name) {
    @Nullable List<String> all = values.get(name);
    return all == null ? "" : all.getFirst();
  }

  /** All values in their order. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** Whether it is there at all, be it empty. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Whether a flag is there and true. */
  public boolean isTrue(String name) {
    return flag(name).orElse(false);
  }

  /**
   * As upstream reads booleans: anything but {@code false} and {@code 0} is true; empty if absent.
   */
  public Optional<Boolean> flag(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    var value = first(name);
    return Optional.of(!value.equalsIgnoreCase("false") && !value.equals("0"));
  }

  /**
   * A number; empty if absent.
   *
   * @throws ApiStatusException 400 in the words of Go's parser
   */
  public OptionalLong number(String name) {
    var value = first(name);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(value));
    } catch (NumberFormatException e) {
      throw ApiStatusException.badRequest(
          "strconv.ParseInt: parsing \"%s\": invalid syntax".formatted(value));
    }
  }
}
