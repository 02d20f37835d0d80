package io.navarch.apiserver.endpoint.proxy;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the links of a proxied page lead through the proxy again: what points to the root of the
 * backend's host gets the proxy's path in front.
 *
 * @param prefix of the request's path, before what the backend sees of it
 * @param backendHost host and port of the backend
 * @param requestHost host and port under which the client knows this server
 */
record LinkRewriter(String prefix, String backendHost, String requestHost) {

  private static final Pattern TAG = Pattern.compile("<([a-zA-Z][a-zA-Z0-9]*)(\\s[^>]*)>");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("(\\s)([a-zA-Z-]+)(\\s*=\\s*)(\"[^\"]*\"|'[^']*'|[^\\s\"'>]+)");

  /** The attributes of HTML that hold links, by element. */
  private static final Map<String, List<String>> LINKS =
      Map.ofEntries(
          Map.entry("a", List.of("href")),
          Map.entry("applet", List.of("codebase")),
          Map.entry("area", List.of("href")),
          Map.entry("audio", List.of("src")),
          Map.entry("base", List.of("href")),
          Map.entry("blockquote", List.of("cite")),
          Map.entry("body", List.of("background")),
          Map.entry("button", List.of("formaction")),
          Map.entry("command", List.of("icon")),
          Map.entry("del", List.of("cite")),
          Map.entry("embed", List.of("src")),
          Map.entry("form", List.of("action")),
          Map.entry("frame", List.of("longdesc", "src")),
          Map.entry("head", List.of("profile")),
          Map.entry("html", List.of("manifest")),
          Map.entry("iframe", List.of("longdesc", "src")),
          Map.entry("img", List.of("longdesc", "src", "usemap")),
          Map.entry("input", List.of("src", "usemap", "formaction")),
          Map.entry("ins", List.of("cite")),
          Map.entry("link", List.of("href")),
          Map.entry("object", List.of("classid", "codebase", "data", "usemap")),
          Map.entry("q", List.of("cite")),
          Map.entry("script", List.of("src")),
          Map.entry("source", List.of("src")),
          Map.entry("video", List.of("poster", "src")));

  /** A link as the client must see it; what can't be read as one stays as it is. */
  String link(String link) {
    URI uri;
    try {
      uri = new URI(link);
    } catch (URISyntaxException e) {
      return link;
    }
    var path = uri.getRawPath() == null ? "" : uri.getRawPath();
    var host = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    boolean elsewhere = !host.isEmpty() && !host.equals(backendHost) && !host.equals(requestHost);
    if (uri.isOpaque() || elsewhere || !path.startsWith("/")) {
      return link;
    }
    var proxied = path.startsWith(prefix) ? path : prefix + path;
    return proxied
        + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
        + (uri.getRawFragment() == null ? "" : "#" + uri.getRawFragment());
  }

  /** A page with its links rewritten. */
  String html(String page) {
    return TAG.matcher(page)
        .replaceAll(tag -> {
          var links = LINKS.get(tag.group(1).toLowerCase(Locale.ROOT));
          var text = tag.group();
          return Matcher.quoteReplacement(links == null ? text : attributes(text, links));
        });
  }

  private String attributes(String tag, List<String> links) {
    return ATTRIBUTE
        .matcher(tag)
        .replaceAll(attribute -> {
          boolean isLink = links.contains(attribute.group(2).toLowerCase(Locale.ROOT));
          var text = attribute.group();
          return Matcher.quoteReplacement(
              isLink
                  ? attribute.group(1)
                      + attribute.group(2)
                      + attribute.group(3)
                      + value(attribute.group(4))
                  : text);
        });
  }

  private String value(String quoted) {
    char first = quoted.charAt(0);
    if (first != '"' && first != '\'') {
      return link(quoted);
    }
    var inner = quoted.substring(1, quoted.length() - 1).replace("&amp;", "&");
    return first + link(inner).replace("&", "&amp;") + first;
  }
}
