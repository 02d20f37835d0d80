package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.endpoint.OutputFormat.Media;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.Status;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** The one writer of refusals. */
@ControllerAdvice
@RequiredArgsConstructor
final class ErrorWriter {

  private final Encodings encodings;

  @ExceptionHandler
  void write(ApiStatusException refused, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!response.isCommitted()) {
      write(refused.status(), Negotiation.refusal(request), response);
    }
  }

  private void write(Status status, Media media, HttpServletResponse response) throws IOException {
    response.resetBuffer();
    response.setStatus(status.code());
    response.setHeader("Cache-Control", "no-cache, private");
    if (status.retryAfterSeconds() > 0) {
      response.setHeader("Retry-After", Integer.toString(status.retryAfterSeconds()));
    }
    response.setContentType(media.type());
    var format = new OutputFormat(media, OutputFormat.View.OBJECT, false);
    byte[] body = encodings.encode(StatusBody.failure(status), format);
    boolean newline = media == Media.JSON;
    response.setContentLength(body.length + (newline ? 1 : 0));
    response.getOutputStream().write(body);
    if (newline) {
      response.getOutputStream().write('\n');
    }
  }
}
