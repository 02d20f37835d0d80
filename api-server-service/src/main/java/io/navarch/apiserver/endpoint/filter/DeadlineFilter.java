package io.navarch.apiserver.endpoint.filter;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.Deadline;
import io.navarch.apiserver.request.Query;
import io.navarch.apiserver.request.RequestAttributes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Ends requests that take too long, but for those that are meant to last. */
@Component
@Order(FilterOrder.DEADLINE)
final class DeadlineFilter extends HttpFilter implements DisposableBean {

  private static final long serialVersionUID = 1L;

  private final transient Duration longest;
  private final transient ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("request-deadlines").factory());

  DeadlineFilter(DeadlineProperties properties) {
    this.longest = properties.requestTimeout();
    timer.setRemoveOnCancelPolicy(true); // nearly all requests are answered long before
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (RequestAttributes.info(request).isLongRunning()) {
      chain.doFilter(request, response);
      return;
    }
    var limit = RequestTimeout.of(Query.of(request), longest);
    var deadline = new Deadline(Thread.currentThread());
    RequestAttributes.setDeadline(request, deadline);
    var passing = timer.schedule(deadline::pass, limit.toNanos(), TimeUnit.NANOSECONDS);
    try {
      chain.doFilter(request, new TimedResponse(response, deadline));
    } catch (IOException | ServletException | RuntimeException e) {
      if (!deadline.hasPassed() || response.isCommitted()) {
        throw e; // a begun answer is broken off, so that the client can tell
      }
      var refusal = ApiStatusException.timeout();
      refusal.addSuppressed(e);
      throw refusal;
    } finally {
      passing.cancel(false);
      deadline.end();
    }
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
  }
}
