package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.Status;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import tools.jackson.databind.json.JsonMapper;

/** The one writer of refusals. */
@ControllerAdvice
final class ErrorWriter {

  private static final JsonMapper JSON = JsonMapper.shared();

  @ExceptionHandler
  void write(ApiStatusException refused, HttpServletResponse response) throws IOException {
    if (!response.isCommitted()) {
      write(refused.status(), response);
    }
  }

  static void write(Status status, HttpServletResponse response) throws IOException {
    response.resetBuffer();
    response.setStatus(status.code());
    response.setHeader("Cache-Control", "no-cache, private");
    if (status.retryAfterSeconds() > 0) {
      response.setHeader("Retry-After", Integer.toString(status.retryAfterSeconds()));
    }
    response.setContentType("application/json");
    byte[] body = JSON.writeValueAsBytes(StatusBody.failure(status));
    response.setContentLength(body.length + 1);
    response.getOutputStream().write(body);
    response.getOutputStream().write('\n');
  }
}
