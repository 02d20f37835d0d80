package io.navarch.apiserver.endpoint.metrics;

import io.navarch.apiserver.endpoint.filter.FilterOrder;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.RequestAttributes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Measures every request whose path has a meaning. */
@Component
@Order(FilterOrder.METRICS)
@RequiredArgsConstructor
final class RequestMetricsFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private final transient RequestMeters meters;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var labels = RequestLabels.of(request, RequestAttributes.info(request));
    var since = meters.begin(labels);
    int code = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    try {
      chain.doFilter(request, response);
      code = response.getStatus();
    } catch (ApiStatusException e) {
      code = e.status().code();
      throw e;
    } finally {
      meters.end(labels, code, since);
    }
  }
}
