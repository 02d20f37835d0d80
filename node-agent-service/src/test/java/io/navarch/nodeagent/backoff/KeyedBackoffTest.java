package io.navarch.nodeagent.backoff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** How pauses grow and end. */
class KeyedBackoffTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private final KeyedBackoff backoff =
      new KeyedBackoff(
          Duration.ofSeconds(10), Duration.ofSeconds(35), Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void doublesUpToItsLimit() {
    for (int i = 0; i < 4; i++) {
      backoff.next("k", NOW);
    }

    assertThat(backoff.pause("k")).isEqualTo(Duration.ofSeconds(35));
  }

  @Test
  void countsFromWhenSomethingHappened() {
    backoff.next("k", NOW);

    assertThat(backoff.remaining("k", NOW.minusSeconds(4))).contains(Duration.ofSeconds(6));
    assertThat(backoff.remaining("k", NOW.minusSeconds(11))).isEmpty();
  }

  @Test
  void beginsAnewAfterALongQuiet() {
    backoff.next("k", NOW);
    backoff.next("k", NOW);
    backoff.next("k", NOW.plusSeconds(71));

    assertThat(backoff.pause("k")).isEqualTo(Duration.ofSeconds(10));
  }
}
