package io.navarch.apiserver.endpoint.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.Query;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ?timeout=} means. */
class RequestTimeoutTest {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  @ParameterizedTest
  @CsvSource({
    "'',PT60S",
    "timeout=,PT60S",
    "timeout=5s,PT5S",
    "timeout=1m0.5s,PT60S",
    "timeout=0,PT60S",
    "timeout=-1s,PT60S",
    "timeout=70s,PT60S",
    "timeout=250ms,PT0.25S",
    "timeout=5s&timeout=foo,PT5S"
  })
  void shortensTheTimeButNeverLengthensIt(String query, Duration limit) {
    assertThat(RequestTimeout.of(Query.parse(query), LONGEST)).isEqualTo(limit);
  }

  @ParameterizedTest
  @CsvSource({
    "foo,invalid duration \"foo\"",
    "1,missing unit in duration \"1\"",
    "1h2,missing unit in duration \"1h2\"",
    "1h3x4s,unknown unit \"x\" in duration \"1h3x4s\"",
    "-,invalid duration \"-\""
  })
  void isRefusedInTheWordsOfGo(String timeout, String complaint) {
    assertThatExceptionOfType(ApiStatusException.class)
        .isThrownBy(() -> RequestTimeout.of(Query.parse("timeout=" + timeout), LONGEST))
        .withMessage("invalid timeout specified in the request URL - time: " + complaint)
        .satisfies(e -> assertThat(e.status().code()).isEqualTo(400));
  }
}
