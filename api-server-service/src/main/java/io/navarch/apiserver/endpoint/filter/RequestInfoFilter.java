package io.navarch.apiserver.endpoint.filter;

import io.navarch.apiserver.request.RequestAttributes;
import io.navarch.apiserver.request.RequestInfoResolver;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Learns what a request is about. */
@Component
@Order(FilterOrder.REQUEST_INFO)
final class RequestInfoFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RequestAttributes.setInfo(request, RequestInfoResolver.resolve(request));
    chain.doFilter(request, response);
  }
}
