package io.navarch.apiserver.endpoint.filter;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.Status;
import io.navarch.apiserver.request.StatusBody;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import lombok.extern.slf4j.Slf4j;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers what the gates refuse and what nobody expected. The words are those of the one error
 * writer that handlers use, reached as every Spring exception handler is; if none is there, the
 * answer is a plain {@code Status} in JSON.
 */
@Slf4j
@Component
@Order(FilterOrder.ERRORS)
final class ErrorFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private final transient HandlerExceptionResolver handlers;

  ErrorFilter(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver handlers) {
    this.handlers = handlers;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (RuntimeException e) {
      answer(request, response, e);
    } catch (ServletException e) { // as handlers' exceptions leave the dispatcher
      if (!(e.getCause() instanceof RuntimeException cause)) {
        throw e;
      }
      answer(request, response, cause);
    }
  }

  private void answer(
      HttpServletRequest request, HttpServletResponse response, RuntimeException failed)
      throws IOException {
    if (handlers.resolveException(request, response, null, failed) != null) {
      return;
    }
    if (failed instanceof ApiStatusException refused) {
      write(refused.status(), response);
      return;
    }
    log.atError()
        .setCause(failed)
        .addKeyValue("path", request.getRequestURI())
        .log("request failed");
    if (response.isCommitted()) {
      throw failed; // the server then breaks the connection, so that the client can tell
    }
    answer(request, response, ApiStatusException.internal(String.valueOf(failed.getMessage())));
  }

  private static void write(Status status, HttpServletResponse response) throws IOException {
    response.setStatus(status.code());
    response.setContentType("application/json");
    if (status.retryAfterSeconds() > 0) {
      response.setHeader("Retry-After", Integer.toString(status.retryAfterSeconds()));
    }
    var body = StatusBody.failure(status).toString();
    response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
  }
}
