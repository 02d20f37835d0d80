package io.navarch.apiserver.endpoint.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.RequestAttributes;
import io.navarch.apiserver.request.RequestInfoResolver;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Which requests are cut short, and what is left of them. */
class DeadlineFilterTest {

  private static final String TIMEOUT =
      "Timeout: request did not complete within the allotted timeout";
  private static final FilterChain WAITING = (_, _) -> await();

  private final DeadlineFilter filter =
      new DeadlineFilter(new DeadlineProperties(Duration.ofMillis(20)));
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @AfterEach
  void close() {
    filter.destroy();
  }

  @Test
  void whatWaitsTooLongIsRefused() {
    assertThatExceptionOfType(ApiStatusException.class)
        .isThrownBy(() -> send("/api/v1/pods", "", WAITING))
        .withMessage(TIMEOUT)
        .satisfies(e -> assertThat(e.status().code()).isEqualTo(504));
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void whatIsSaidTooLateIsNotSent() {
    assertThatExceptionOfType(ApiStatusException.class)
        .isThrownBy(() ->
            send(
                "/api/v1/pods",
                "",
                (_, out) -> {
                  var stream = out.getOutputStream();
                  stream.write('a');
                  waitInVain();
                  stream.write('b');
                }))
        .withMessage(TIMEOUT);
  }

  @Test
  void aBegunAnswerIsBrokenOff() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() ->
            send(
                "/api/v1/pods",
                "",
                (_, out) -> {
                  var stream = out.getOutputStream();
                  stream.flush();
                  ((HttpServletResponse) out).flushBuffer();
                  waitInVain();
                  stream.write('b');
                }));
  }

  @Test
  void theRefusalItselfIsSent() throws Exception {
    send(
        "/api/v1/pods",
        "",
        (request, out) -> {
          waitInVain();
          var deadline = RequestAttributes.deadline((MockHttpServletRequest) request).orElseThrow();
          assertThat(deadline.hasPassed()).isTrue();
          out.getOutputStream().write('r');
        });

    assertThat(response.getContentAsString()).isEqualTo("r");
  }

  @Test
  void whatIsMeantToLastHasNoDeadline() throws Exception {
    for (var path :
        new String[] {"/api/v1/namespaces/a/pods/b/log", "/api/v1/namespaces/a/pods/b/exec"}) {
      send(
          path,
          "timeout=nonsense",
          (request, _) ->
              assertThat(RequestAttributes.deadline((MockHttpServletRequest) request)).isEmpty());
    }
  }

  @Test
  void whoIsInTimeNoticesNothing() throws Exception {
    send("/api/v1/pods", "timeout=1h", (_, out) -> out.getOutputStream().write('a'));

    assertThat(response.getContentAsString()).isEqualTo("a");
    assertThat(Thread.interrupted()).isFalse();
  }

  private void send(String path, String query, FilterChain chain) throws Exception {
    var request = new MockHttpServletRequest("GET", path);
    request.setQueryString(query);
    RequestAttributes.setInfo(request, RequestInfoResolver.resolve(request));
    filter.doFilter(request, response, chain);
  }

  private static void await() throws IOException {
    try {
      assertThat(new CountDownLatch(1).await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** As a handler that does not mind being interrupted. */
  private static void waitInVain() {
    try {
      await();
    } catch (IOException e) {
      assertThat(e).hasMessage("interrupted");
    }
  }
}
