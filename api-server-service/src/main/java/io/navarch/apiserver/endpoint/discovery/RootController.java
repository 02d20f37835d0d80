package io.navarch.apiserver.endpoint.discovery;

import io.navarch.apiserver.registry.ServedCatalogue;
import io.navarch.schema.GroupVersion;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import lombok.RequiredArgsConstructor;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Answers {@code /} with all paths there are, and paths that there are not. */
@RestController
@RequiredArgsConstructor
final class RootController implements ErrorController {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> ALWAYS =
      List.of(
          "/.well-known/openid-configuration",
          "/api",
          "/apis",
          "/healthz",
          "/livez",
          "/metrics",
          "/openapi/v2",
          "/openapi/v3",
          "/openapi/v3/",
          "/openid/v1/jwks",
          "/readyz",
          "/version");

  private final ServedCatalogue served;

  @RequestMapping("/")
  ResponseEntity<byte[]> paths() {
    var paths = new TreeSet<>(ALWAYS);
    for (var version : served.current().servedVersions()) {
      add(paths, version.groupVersion());
    }
    var tree = JSON.createObjectNode();
    var array = tree.putArray("paths");
    paths.forEach(array::add);
    byte[] body = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree);
    return ResponseEntity.ok().header("Content-Type", "application/json").body(body);
  }

  private static void add(Set<String> paths, GroupVersion version) {
    if (version.group().isEmpty()) {
      paths.add("/api/" + version.version());
    } else {
      paths.add("/apis/" + version.group());
      paths.add("/apis/" + version.group() + "/" + version.version());
    }
  }

  /** What no handler has answered. */
  @RequestMapping("/error")
  ResponseEntity<byte[]> unanswered(HttpServletRequest request) {
    int code =
        request.getAttribute("jakarta.servlet.error.status_code") instanceof Integer given
            ? given
            : 404;
    var text = code == 404 ? "404 page not found\n" : "%d error\n".formatted(code);
    return ResponseEntity.status(code)
        .header("Content-Type", "text/plain; charset=utf-8")
        .header("X-Content-Type-Options", "nosniff")
        .body(text.getBytes(StandardCharsets.UTF_8));
  }
}
