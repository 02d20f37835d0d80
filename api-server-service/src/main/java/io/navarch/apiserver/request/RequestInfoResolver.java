package io.navarch.apiserver.request;

import io.navarch.schema.GroupVersionResource;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Reads from method, path and query what a request is about, as upstream's {@code
 * RequestInfoFactory}. It knows no kinds: what it names may well not exist.
 */
public final class RequestInfoResolver {

  private static final Set<String> SPECIAL_VERBS = Set.of("proxy", "watch");
  private static final Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");
  private static final Set<String> TRUE = Set.of("", "1", "t", "T", "TRUE", "true", "True");
  private static final Pattern NAME_SELECTED =
      Pattern.compile("(?:^|,)metadata\\.name==?([^,=!\\\\]+)(?:,|$)");

  private RequestInfoResolver() {}

  /** What a request is about. */
  public static RequestInfo resolve(HttpServletRequest request) {
    var path = UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8);
    var parts = Arrays.stream(path.split("/")).filter(p -> !p.isEmpty()).toList();
    var method = request.getMethod();
    if (parts.size() < 3) {
      return other(method, path);
    }
    return switch (parts.getFirst()) {
      case "api" -> resource(request, path, "", parts.subList(1, parts.size()));
      case "apis" ->
          parts.size() < 4
              ? other(method, path)
              : resource(request, path, parts.get(1), parts.subList(2, parts.size()));
      default -> other(method, path);
    };
  }

  private static RequestInfo other(String method, String path) {
    return new RequestInfo(
        false,
        method.toLowerCase(Locale.ROOT),
        path,
        new GroupVersionResource("", "", ""),
        "",
        "",
        "",
        "",
        "");
  }

  /**
   * A path below {@code /api} or {@code /apis/GROUP}.
   *
   * @param parts begins with the version
   */
  private static RequestInfo resource(
      HttpServletRequest request, String path, String group, List<String> parts) {
    var version = parts.getFirst();
    var rest = parts.subList(1, parts.size());
    var verb = verb(request.getMethod());
    if (SPECIAL_VERBS.contains(rest.getFirst())) {
      if (rest.size() < 2) {
        throw ApiStatusException.internal(
            "unable to determine kind and namespace from url, /" + String.join("/", parts));
      }
      verb = rest.getFirst();
      rest = rest.subList(1, rest.size());
    }
    var namespace = "";
    if (rest.getFirst().equals("namespaces") && rest.size() > 1) {
      namespace = rest.get(1);
      if (rest.size() > 2 && !NAMESPACE_SUBRESOURCES.contains(rest.get(2))) {
        rest = rest.subList(2, rest.size());
      }
    }
    var name = rest.size() > 1 ? rest.get(1) : "";
    var collection = name.isEmpty();
    var selector = collection && verb.equals("get") ? selector(request) : "";
    return new RequestInfo(
        true,
        collection ? collectionVerb(verb, request) : verb,
        path,
        new GroupVersionResource(group, version, rest.getFirst()),
        rest.size() > 2 && !verb.equals("proxy") ? rest.get(2) : "",
        namespace,
        collection ? selectedName(selector) : name,
        remainder(rest, path),
        selector);
  }

  private static String verb(String method) {
    return switch (method) {
      case "POST" -> "create";
      case "GET", "HEAD" -> "get";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> "delete";
      default -> "";
    };
  }

  private static String collectionVerb(String verb, HttpServletRequest request) {
    return switch (verb) {
      case "get" -> isWatch(request.getParameter("watch")) ? "watch" : "list";
      case "delete" -> "deletecollection";
      default -> verb;
    };
  }

  private static boolean isWatch(@Nullable String parameter) {
    return parameter != null && TRUE.contains(parameter);
  }

  private static String selector(HttpServletRequest request) {
    var selector = request.getParameter("fieldSelector");
    return selector == null ? "" : selector;
  }

  /** A list of one name needs no more rights than that name: RBAC may name it. */
  private static String selectedName(String selector) {
    var matcher = NAME_SELECTED.matcher(selector);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static String remainder(List<String> rest, String path) {
    if (rest.size() < 4) {
      return "";
    }
    var tail = "/" + String.join("/", rest.subList(3, rest.size()));
    return path.endsWith("/") ? tail + "/" : tail;
  }
}
