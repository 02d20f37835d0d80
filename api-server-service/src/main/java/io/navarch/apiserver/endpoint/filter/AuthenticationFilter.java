package io.navarch.apiserver.endpoint.filter;

import io.navarch.apiserver.authentication.AuthenticationChain;
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

/** Learns who makes a request. */
@Component
@Order(FilterOrder.AUTHENTICATION)
@RequiredArgsConstructor
final class AuthenticationFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private final transient AuthenticationChain authentication;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RequestAttributes.setUser(request, authentication.authenticate(request));
    chain.doFilter(request, response);
  }
}
