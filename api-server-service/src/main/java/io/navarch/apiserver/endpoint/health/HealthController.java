package io.navarch.apiserver.endpoint.health;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * {@code /livez}, {@code /readyz} and {@code /healthz}: {@code ok}, or the list of checks when one
 * fails or {@code verbose} is asked for. {@code exclude=NAME} leaves a check out, and {@code
 * /readyz/NAME} asks for one alone.
 */
@Slf4j
@Controller
final class HealthController {

  private final List<HealthCheck> checks;

  HealthController(List<HealthCheck> checks) {
    this.checks =
        Stream.concat(
                Stream.of(new Ping()),
                checks.stream().sorted(Comparator.comparing(HealthCheck::name)))
            .toList();
  }

  @GetMapping({"/livez", "/livez/**"})
  void live(HttpServletRequest request, HttpServletResponse response) throws IOException {
    answer("livez", checks.stream().filter(HealthCheck::concernsLife).toList(), request, response);
  }

  @GetMapping({"/readyz", "/readyz/**"})
  void ready(HttpServletRequest request, HttpServletResponse response) throws IOException {
    answer("readyz", checks, request, response);
  }

  @GetMapping({"/healthz", "/healthz/**"})
  void healthy(HttpServletRequest request, HttpServletResponse response) throws IOException {
    answer("healthz", checks, request, response);
  }

  private void answer(
      String endpoint,
      List<HealthCheck> all,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var path = request.getRequestURI().substring(endpoint.length() + 1);
    var excluded = values(request, "exclude");
    var asked =
        path.length() <= 1
            ? all.stream().filter(check -> !excluded.contains(check.name())).toList()
            : all.stream().filter(check -> check.name().equals(path.substring(1))).toList();
    if (asked.isEmpty() && path.length() > 1) {
      write(response, 404, "404 page not found\n");
      return;
    }
    var failed = asked.stream().filter(check -> !passes(check)).collect(Collectors.toSet());
    var unknown =
        excluded.stream()
            .filter(name -> all.stream().noneMatch(check -> check.name().equals(name)))
            .sorted()
            .toList();
    if (failed.isEmpty() && request.getParameter("verbose") == null) {
      write(response, 200, "ok");
    } else {
      write(response, failed.isEmpty() ? 200 : 500, report(endpoint, all, asked, failed, unknown));
    }
  }

  private static String report(
      String endpoint,
      List<HealthCheck> all,
      List<HealthCheck> asked,
      Set<HealthCheck> failed,
      List<String> unknown) {
    var lines = new ArrayList<String>();
    for (var check : all) {
      if (failed.contains(check)) {
        lines.add("[-]" + check.name() + " failed: reason withheld");
      } else if (asked.contains(check)) {
        lines.add("[+]" + check.name() + " ok");
      } else if (asked.size() > 1) {
        lines.add("[+]" + check.name() + " excluded: ok");
      }
    }
    if (!unknown.isEmpty()) {
      var quoted = unknown.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
      lines.add("warn: some health checks cannot be excluded: no matches for " + quoted);
    }
    lines.add(endpoint + " check " + (failed.isEmpty() ? "passed" : "failed"));
    return String.join("\n", lines) + "\n";
  }

  private static boolean passes(HealthCheck check) {
    try {
      check.check();
      return true;
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).addKeyValue("check", check.name()).log("health check failed");
      return false;
    }
  }

  private static Set<String> values(HttpServletRequest request, String name) {
    String @Nullable [] values = request.getParameterValues(name);
    return values == null ? Set.of() : Set.of(values);
  }

  private static void write(HttpServletResponse response, int status, String text)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain; charset=utf-8");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-cache, private");
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The server answers at all. */
  private static final class Ping implements HealthCheck {

    @Override
    public String name() {
      return "ping";
    }

    @Override
    public void check() {
      // that it is asked is the proof
    }
  }
}
