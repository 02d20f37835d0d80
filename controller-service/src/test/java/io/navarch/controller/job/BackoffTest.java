package io.navarch.controller.job;

import static io.navarch.controller.job.Fixtures.NOW;
import static io.navarch.controller.job.Fixtures.exited;
import static io.navarch.controller.job.Fixtures.pod;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Waits double with each failure and end with a success. */
class BackoffTest {

  @Test
  void doublesUpToTenMinutes() {
    assertThat(List.of(0, 1, 2, 6, 7, 40))
        .extracting(failures -> new Backoff(failures, Optional.of(NOW)).remaining(NOW))
        .containsExactly(
            Duration.ZERO,
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(320),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10));
  }

  @Test
  void countsFromTheLastFailure() {
    var backoff = Backoff.NONE.after(List.of(), List.of(exited(pod("a", "Failed"), 1, NOW)));

    assertThat(backoff.remaining(NOW.plusSeconds(4))).isEqualTo(Duration.ofSeconds(6));
    assertThat(backoff.remaining(NOW.plusSeconds(11))).isEqualTo(Duration.ZERO);
  }

  @Test
  void forgetsFailuresBeforeASuccess() {
    var success = exited(pod("a", "Succeeded"), 0, NOW);
    var before = exited(pod("b", "Failed"), 1, NOW.minusSeconds(1));
    var after = exited(pod("c", "Failed"), 1, NOW.plusSeconds(1));

    assertThat(new Backoff(3, Optional.of(NOW)).after(List.of(success), List.of(before)))
        .isEqualTo(Backoff.NONE);
    assertThat(new Backoff(3, Optional.of(NOW)).after(List.of(success), List.of(before, after)))
        .isEqualTo(new Backoff(1, Optional.of(NOW.plusSeconds(1))));
  }
}
