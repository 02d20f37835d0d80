package io.navarch.apiserver.cel;

import static io.navarch.apiserver.cel.Types.TEXT;
import static io.navarch.apiserver.cel.Types.URL;

import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code url("https://…")} and its parts. */
final class UrlLibrary {

  private UrlLibrary() {}

  /** An absolute URL or an absolute path. */
  record Url(URI uri) {}

  static void addTo(Functions functions) {
    functions.global("url", URL.name(), a -> parse((String) a[0]), TEXT);
    functions.global("isURL", SimpleType.BOOL, a -> find((String) a[0]).isPresent(), TEXT);
    functions.member("getScheme", SimpleType.STRING, a -> orEmpty(uri(a[0]).getScheme()), URL);
    functions.member("getHost", SimpleType.STRING, a -> host(uri(a[0])), URL);
    functions.member("getHostname", SimpleType.STRING, a -> hostname(uri(a[0])), URL);
    functions.member(
        "getPort",
        SimpleType.STRING,
        a -> uri(a[0]).getPort() < 0 ? "" : Integer.toString(uri(a[0]).getPort()),
        URL);
    functions.member(
        "getEscapedPath", SimpleType.STRING, a -> orEmpty(uri(a[0]).getRawPath()), URL);
    functions.member(
        "getQuery",
        MapType.create(SimpleType.STRING, ListType.create(SimpleType.STRING)),
        a -> query(orEmpty(uri(a[0]).getRawQuery())),
        URL);
  }

  private static URI uri(Object url) {
    return ((Url) url).uri();
  }

  private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  private static Url parse(String text) {
    return find(text)
        .orElseThrow(() ->
            new IllegalArgumentException(
                ("URL parse error during conversion from string: parse \"%s\": invalid URI for"
                        + " request")
                    .formatted(text)));
  }

  private static Optional<Url> find(String text) {
    try {
      var uri = new URI(text);
      return uri.getScheme() != null || text.startsWith("/")
          ? Optional.of(new Url(uri))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String host(URI uri) {
    var authority = orEmpty(uri.getRawAuthority());
    return authority.substring(authority.indexOf('@') + 1);
  }

  private static String hostname(URI uri) {
    var host = orEmpty(uri.getHost());
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static Map<String, List<String>> query(String raw) {
    var values = new LinkedHashMap<String, List<String>>();
    for (var pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        var name = equals < 0 ? pair : pair.substring(0, equals);
        var value = equals < 0 ? "" : pair.substring(equals + 1);
        values
            .computeIfAbsent(
                URLDecoder.decode(name, StandardCharsets.UTF_8), _ -> new ArrayList<>())
            .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return values;
  }
}
