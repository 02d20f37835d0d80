package io.navarch.apiserver.endpoint.discovery;

import io.navarch.apiserver.codec.ObjectEncoder;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Answers of this room: JSON, indented for people, with a tag where it may be cached. */
@Component
@RequiredArgsConstructor
final class DiscoveryAnswers {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final ObjectEncoder encoder;

  /** Plain JSON. */
  ResponseEntity<byte[]> json(HttpServletRequest request, ObjectNode tree) {
    return ResponseEntity.ok()
        .header("Content-Type", "application/json")
        .header("Cache-Control", "no-cache, private")
        .body(encoder.json(tree, isForPeople(request)));
  }

  /** JSON that a client may keep as long as its tag is the same. */
  ResponseEntity<byte[]> tagged(HttpServletRequest request, String contentType, ObjectNode tree) {
    byte[] compact = encoder.json(tree, false);
    var tag = '"' + hash(compact) + '"';
    if (tag.equals(request.getHeader("If-None-Match"))) {
      return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
          .header("ETag", tag)
          .header("Cache-Control", "public")
          .build();
    }
    return ResponseEntity.ok()
        .header("Content-Type", contentType)
        .header("Cache-Control", "public")
        .header("ETag", tag)
        .header("Vary", "Accept")
        .body(isForPeople(request) ? encoder.json(tree, true) : compact);
  }

  static ResponseEntity<byte[]> notFound() {
    return ResponseEntity.status(HttpStatus.NOT_FOUND)
        .header("Content-Type", "text/plain; charset=utf-8")
        .header("X-Content-Type-Options", "nosniff")
        .body("404 page not found\n".getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isForPeople(HttpServletRequest request) {
    var pretty = request.getParameter("pretty");
    if (pretty != null) {
      return !pretty.equals("false") && !pretty.equals("0");
    }
    var agent = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    return agent.startsWith("curl") || agent.startsWith("Wget") || agent.startsWith("Mozilla/5.0");
  }

  private static String hash(byte[] bytes) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-512", e);
    }
  }
}
