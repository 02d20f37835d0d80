package io.navarch.apiserver.endpoint.metrics;

import io.micrometer.core.instrument.Tags;
import io.navarch.apiserver.request.RequestInfo;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;

/**
 * What distinguishes requests when they are counted.
 *
 * @param verb in capitals, as upstream counts: LIST and WATCH apart from GET, APPLY from PATCH
 * @param dryRun {@code All} or empty
 * @param subresource the path, where it is no resource
 * @param scope resource, namespace or cluster
 */
record RequestLabels(
    String verb,
    String dryRun,
    String group,
    String version,
    String resource,
    String subresource,
    String scope) {

  private static final Set<String> CONNECTIONS = Set.of("exec", "attach", "portforward", "proxy");
  private static final Set<String> PATHS =
      Set.of("/healthz", "/livez", "/readyz", "/version", "/metrics", "/api", "/apis", "/openapi");

  static RequestLabels of(HttpServletRequest request, RequestInfo info) {
    var query = String.valueOf(request.getQueryString());
    return new RequestLabels(
        verb(request, info),
        query.contains("dryRun=All") ? "All" : "",
        info.resource().group(),
        info.resource().version(),
        info.resource().resource(),
        info.isResource() ? info.subresource() : path(info.path()),
        scope(info));
  }

  /** Whether the request is meant to last. */
  boolean isLong() {
    return verb.equals("WATCH") || verb.equals("CONNECT") || subresource.equals("log");
  }

  /** Whether it may change something. */
  boolean isMutating() {
    return switch (verb) {
      case "POST", "PUT", "PATCH", "APPLY", "DELETE", "DELETECOLLECTION" -> true;
      default -> false;
    };
  }

  Tags tags() {
    return Tags.of(
        "verb", verb,
        "group", group,
        "version", version,
        "resource", resource,
        "subresource", subresource,
        "scope", scope,
        "component", "apiserver");
  }

  private static String verb(HttpServletRequest request, RequestInfo info) {
    if (!info.isResource()) {
      return request.getMethod();
    }
    if (CONNECTIONS.contains(info.subresource())) {
      return "CONNECT";
    }
    return switch (info.verb()) {
      case "create" -> "POST";
      case "update" -> "PUT";
      case "patch" ->
          String.valueOf(request.getContentType()).startsWith("application/apply-patch")
              ? "APPLY"
              : "PATCH";
      default -> info.verb().toUpperCase(Locale.ROOT);
    };
  }

  /** Paths are counted by their first part, so that clients can't make meters at will. */
  private static String path(String path) {
    int end = path.indexOf('/', 1);
    var first = end < 0 ? path : path.substring(0, end);
    return PATHS.contains(first) ? first : "";
  }

  private static String scope(RequestInfo info) {
    if (!info.name().isEmpty() || info.verb().equals("create")) {
      return "resource";
    }
    if (!info.namespace().isEmpty()) {
      return "namespace";
    }
    return info.isResource() ? "cluster" : "";
  }
}
