package io.navarch.nodeagent.server;

import io.navarch.nodeagent.runtime.RuntimeFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;

/** Tells callers why they are refused in plain text: clients show it as it is. */
@RestControllerAdvice
class FailureAdvice {

  @ExceptionHandler
  ResponseEntity<String> tell(ResponseStatusException refusal) {
    return plain(refusal.getStatusCode(), refusal.getReason());
  }

  @ExceptionHandler
  ResponseEntity<String> tell(RuntimeFailure failure) {
    var status = failure.isNotFound() ? HttpStatus.NOT_FOUND : HttpStatus.INTERNAL_SERVER_ERROR;
    return plain(status, failure.getMessage());
  }

  private static ResponseEntity<String> plain(HttpStatusCode status, @Nullable String text) {
    return ResponseEntity.status(status)
        .contentType(MediaType.TEXT_PLAIN)
        .body(String.valueOf(text));
  }
}
