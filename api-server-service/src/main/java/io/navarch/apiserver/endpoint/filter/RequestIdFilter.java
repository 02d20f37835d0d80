package io.navarch.apiserver.endpoint.filter;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Gives a request the id under which logs, audit and answer know it. Clients may bring their own;
 * it is cut where it is too long for a log.
 */
@Component
@Order(FilterOrder.REQUEST_ID)
final class RequestIdFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final String AUDIT_ID = "Audit-ID";
  private static final String REQUEST_ID = "requestId";
  private static final int MAX_LENGTH = 64;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var given = request.getHeader(AUDIT_ID);
    var id = given == null || given.isEmpty() ? UUID.randomUUID().toString() : cut(given);
    response.setHeader("Audit-Id", id);
    response.setHeader("Cache-Control", "no-cache, private");
    try (var _ = MDC.putCloseable(REQUEST_ID, id)) {
      chain.doFilter(request, response);
    }
  }

  private static String cut(String id) {
    return id.length() <= MAX_LENGTH ? id : id.substring(0, MAX_LENGTH);
  }
}
