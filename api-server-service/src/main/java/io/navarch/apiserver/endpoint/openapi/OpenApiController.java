package io.navarch.apiserver.endpoint.openapi;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers {@code /openapi/v2}, {@code /openapi/v3} and the documents below it. */
@RestController
@RequiredArgsConstructor
final class OpenApiController {

  private static final String ROOT = "/openapi/v3/";
  private static final String JSON = "application/json";

  /** In requests the version stands behind a sign that media types do not allow in answers. */
  private static final String PROTOBUF_ASKED = "application/com.github.proto-openapi.spec.v2";

  private static final String PROTOBUF =
      "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";
  private static final Duration KEPT = Duration.ofDays(365);

  private final Pages pages;
  private final Clock clock;

  @GetMapping({"/openapi/v3", "/openapi/v3/"})
  ResponseEntity<byte[]> index(HttpServletRequest request) {
    return acceptsJson(request)
        ? answer(request, pages.index(), JSON, false)
        : ResponseEntity.status(HttpStatus.NOT_ACCEPTABLE).build();
  }

  @GetMapping("/openapi/v2")
  ResponseEntity<byte[]> swagger(HttpServletRequest request) {
    if (header(request, "Accept").contains(PROTOBUF_ASKED)) {
      return answer(request, pages.swaggerProtobuf(), PROTOBUF, false);
    }
    return acceptsJson(request)
        ? answer(request, pages.swagger(), JSON, false)
        : ResponseEntity.status(HttpStatus.NOT_ACCEPTABLE).build();
  }

  @GetMapping("/openapi/v3/{*path}")
  ResponseEntity<byte[]> document(HttpServletRequest request) {
    var path = request.getRequestURI().substring(ROOT.length());
    var page = pages.find(path);
    if (page.isEmpty()) {
      return notFound();
    }
    if (!acceptsJson(request)) {
      return ResponseEntity.status(HttpStatus.NOT_ACCEPTABLE).build();
    }
    var hash = Optional.ofNullable(request.getParameter("hash")).orElse("");
    if (!hash.isEmpty() && !hash.equals(page.get().hash())) {
      var present = URI.create(Pages.url(path, page.get()));
      return ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY).location(present).build();
    }
    return answer(request, page.get(), JSON, !hash.isEmpty());
  }

  private ResponseEntity<byte[]> answer(
      HttpServletRequest request, Page page, String type, boolean forEver) {
    var tag = '"' + page.hash() + '"';
    boolean known = tag.equals(request.getHeader("If-None-Match"));
    var response =
        ResponseEntity.status(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
            .header("ETag", tag)
            .header("Vary", "Accept-Encoding", "Accept")
            .header("Cache-Control", forEver ? "public, immutable" : "no-cache, private");
    if (forEver) {
      response.header(
          "Expires",
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              clock.instant().plus(KEPT).atOffset(ZoneOffset.UTC)));
    }
    if (known) {
      return response.build();
    }
    boolean gzip = header(request, "Accept-Encoding").contains("gzip");
    if (gzip) {
      response.header("Content-Encoding", "gzip");
    }
    return response.header("Content-Type", type).body(page.bytes(gzip));
  }

  private static ResponseEntity<byte[]> notFound() {
    return ResponseEntity.status(HttpStatus.NOT_FOUND)
        .header("Content-Type", "text/plain; charset=utf-8")
        .header("X-Content-Type-Options", "nosniff")
        .body("404 page not found\n".getBytes(StandardCharsets.UTF_8));
  }

  private static boolean acceptsJson(HttpServletRequest request) {
    var accept = header(request, "Accept").toLowerCase(Locale.ROOT);
    return accept.isBlank()
        || accept.contains("*/*")
        || accept.contains("application/*")
        || accept.contains("application/json");
  }

  private static String header(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getHeader(name)).orElse("");
  }
}
