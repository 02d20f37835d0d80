package io.navarch.apiserver.endpoint.filter;

import io.navarch.apiserver.authentication.Impersonation;
import io.navarch.apiserver.authorization.ImpersonationRights;
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

/** Lets a user act as another, if allowed to. */
@Component
@Order(FilterOrder.IMPERSONATION)
@RequiredArgsConstructor
final class ImpersonationFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private final transient ImpersonationRights rights;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var wanted = Impersonation.find(request);
    if (wanted.isPresent()) {
      rights.require(
          RequestAttributes.user(request), wanted.get(), RequestAttributes.info(request));
      RequestAttributes.setUser(request, Impersonation.complete(wanted.get()));
    }
    chain.doFilter(request, response);
  }
}
