package io.navarch.client.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.navarch.testing.fakes.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Keys come back when they are due. */
class DelayingQueueTest {

  private final ManualClock clock = new ManualClock();
  private final DelayingQueue<String> queue =
      new DelayingQueue<>(
          clock,
          new QueueMetrics(new SimpleMeterRegistry(), "things"),
          new ControllerRateLimiter<>(clock));

  @Test
  void holdsAKeyUntilItIsDue() {
    queue.addAfter("a", Duration.ofSeconds(5));

    assertThat(queue.releaseDue()).hasValue(clock.instant().plusSeconds(5));
    assertThat(queue.size()).isZero();

    clock.advance(Duration.ofSeconds(5));
    assertThat(queue.releaseDue()).isEmpty();
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void keepsTheEarlierOfTwoTimes() {
    queue.addAfter("a", Duration.ofSeconds(5));
    queue.addAfter("a", Duration.ofSeconds(2));
    queue.addAfter("a", Duration.ofSeconds(9));

    assertThat(queue.releaseDue()).hasValue(clock.instant().plusSeconds(2));
  }

  @Test
  void pausesLongerAfterEachFailure() {
    queue.addRateLimited("a");
    assertThat(queue.releaseDue()).hasValue(clock.instant().plusMillis(5));
    clock.advance(Duration.ofMillis(5));
    assertThat(queue.releaseDue()).isEmpty();

    queue.addRateLimited("a");
    assertThat(queue.releaseDue()).hasValue(clock.instant().plusMillis(10));

    queue.forget("a");
    assertThat(queue.failures("a")).isZero();
  }
}
