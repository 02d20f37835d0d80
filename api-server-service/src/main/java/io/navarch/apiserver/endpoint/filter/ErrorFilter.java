package io.navarch.apiserver.endpoint.filter;

import io.navarch.apiserver.request.ApiStatusException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
    } catch (ApiStatusException e) {
      answer(request, response, e);
    } catch (RuntimeException e) {
      log.atError().setCause(e).addKeyValue("path", request.getRequestURI()).log("request failed");
      if (response.isCommitted()) {
        throw e; // the server then breaks the connection, so that the client can tell
      }
      answer(request, response, ApiStatusException.internal(String.valueOf(e.getMessage())));
    }
  }

  private void answer(
      HttpServletRequest request, HttpServletResponse response, ApiStatusException refused)
      throws IOException {
    if (handlers.resolveException(request, response, null, refused) == null) {
      StatusJson.write(refused.status(), response);
    }
  }
}
