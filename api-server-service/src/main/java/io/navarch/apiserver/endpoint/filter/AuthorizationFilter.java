package io.navarch.apiserver.endpoint.filter;

import io.navarch.apiserver.authorization.AuthorizationChain;
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

/** Lets pass what the user may do. */
@Component
@Order(FilterOrder.AUTHORIZATION)
@RequiredArgsConstructor
final class AuthorizationFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private final transient AuthorizationChain authorization;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    authorization.require(RequestAttributes.user(request), RequestAttributes.info(request));
    chain.doFilter(request, response);
  }
}
