package io.navarch.nodeagent.server;

import io.navarch.nodeagent.runtime.RuntimeFailure;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells callers in the runtime's own words why it refused. */
@RestControllerAdvice
class RuntimeFailureAdvice {

  @ExceptionHandler
  ResponseEntity<String> tell(RuntimeFailure failure) {
    var status = failure.isNotFound() ? HttpStatus.NOT_FOUND : HttpStatus.INTERNAL_SERVER_ERROR;
    return ResponseEntity.status(status)
        .contentType(MediaType.TEXT_PLAIN)
        .body(String.valueOf(failure.getMessage()));
  }
}
