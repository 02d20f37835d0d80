package io.navarch.client.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.testing.fakes.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pauses grow, bursts are limited. */
class RateLimiterTest {

  private final ManualClock clock = new ManualClock();

  @Test
  void doublesUpToTheLongestPause() {
    var backoff = new ExponentialBackoff<String>(Duration.ofMillis(5), Duration.ofSeconds(1000));

    for (int i = 0; i < 10; i++) {
      assertThat(backoff.delay("a")).isEqualTo(Duration.ofMillis(5L << i));
    }
    for (int i = 0; i < 2000; i++) {
      assertThat(backoff.delay("a")).isLessThanOrEqualTo(Duration.ofSeconds(1000));
    }
    assertThat(backoff.delay("a")).isEqualTo(Duration.ofSeconds(1000));
    assertThat(backoff.delay("b")).isEqualTo(Duration.ofMillis(5));
  }

  @Test
  void bucketLetsABurstPassAndThenOneAtATime() {
    var bucket = new TokenBucket(clock, 10, 3);

    for (int i = 0; i < 3; i++) {
      assertThat(bucket.reserve()).isZero();
    }
    assertThat(bucket.reserve()).isEqualTo(Duration.ofMillis(100));
    assertThat(bucket.reserve()).isEqualTo(Duration.ofMillis(200));

    clock.advance(Duration.ofSeconds(10));
    assertThat(bucket.tryTake()).isTrue();
  }
}
