package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.endpoint.OutputFormat.Media;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.Deadline;
import io.navarch.apiserver.request.RequestAttributes;
import io.navarch.apiserver.request.Status;
import io.navarch.apiserver.request.StatusBody;
import io.navarch.apiserver.storage.RevisionStore.StoreUnavailable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** The one writer of refusals. */
@Slf4j
@ControllerAdvice
@RequiredArgsConstructor
final class ErrorWriter {

  private final Encodings encodings;

  @ExceptionHandler
  void write(ApiStatusException refused, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!response.isCommitted()) {
      // Whatever failed after the deadline failed because of it.
      boolean late = RequestAttributes.deadline(request).filter(Deadline::hasPassed).isPresent();
      var told = late ? ApiStatusException.timeout() : refused;
      write(told.status(), Negotiation.refusal(request), response);
    }
  }

  @ExceptionHandler
  void write(StoreUnavailable failed, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    log.atWarn()
        .addKeyValue("path", request.getRequestURI())
        .addKeyValue("why", failed.getMessage())
        .log("request can't be served now");
    write(Refusals.unavailable(failed), request, response);
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
