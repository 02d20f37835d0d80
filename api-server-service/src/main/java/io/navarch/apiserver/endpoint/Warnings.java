package io.navarch.apiserver.endpoint;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/** Tells clients in headers what is doubtful about their requests. */
final class Warnings {

  private static final String HEADER = "Warning";

  private Warnings() {}

  /** Adds those that the answer does not carry yet. */
  static void add(HttpServletResponse response, List<String> texts) {
    for (var text : texts) {
      var value = "299 - \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
      if (!response.getHeaders(HEADER).contains(value)) {
        response.addHeader(HEADER, value);
      }
    }
  }
}
