package io.navarch.nodeagent.backoff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How durations read. */
class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "10000, 10s",
    "80000, 1m20s",
    "300000, 5m0s",
    "350, 350ms",
    "1500, 1.5s",
    "3600000, 1h0m0s"
  })
  void readsAsUsersKnowIt(long millis, String expected) {
    assertThat(DurationText.of(Duration.ofMillis(millis))).isEqualTo(expected);
  }
}
