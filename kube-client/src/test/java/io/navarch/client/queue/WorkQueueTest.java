package io.navarch.client.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.navarch.testing.fakes.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A key is in one worker, in order, and measured. */
class WorkQueueTest {

  private final ManualClock clock = new ManualClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final WorkQueue<String> queue =
      new WorkQueue<>(clock, new QueueMetrics(meters, "things"));

  @Test
  void handsOutKeysInOrderAndOnce() throws InterruptedException {
    queue.add("a");
    queue.add("b");
    queue.add("a");

    assertThat(queue.take()).hasValue("a");
    assertThat(queue.take()).hasValue("b");
    assertThat(queue.size()).isZero();
  }

  @Test
  void keepsAKeyBackWhileItIsWorkedOn() throws InterruptedException {
    queue.add("a");
    assertThat(queue.take()).hasValue("a");

    queue.add("a");
    assertThat(queue.size()).isZero();

    queue.done("a");
    assertThat(queue.take()).hasValue("a");
  }

  @Test
  void sendsTakersHomeWhenClosed() throws InterruptedException {
    queue.add("a");
    queue.close();
    queue.add("b");

    assertThat(queue.take()).isEmpty();
  }

  @Test
  void measuresWaitingAndWork() throws InterruptedException {
    queue.add("a");
    clock.advance(Duration.ofSeconds(2));
    assertThat(queue.take()).isPresent();
    clock.advance(Duration.ofSeconds(3));

    assertThat(meters.get("workqueue.longest.running.processor.seconds").gauge().value())
        .isEqualTo(3);
    queue.done("a");
    assertThat(meters.get("workqueue.adds").tag("name", "things").counter().count()).isEqualTo(1);
    assertThat(meters.get("workqueue.queue.duration").timer().totalTime(SECONDS)).isEqualTo(2);
    assertThat(meters.get("workqueue.work.duration").timer().totalTime(SECONDS)).isEqualTo(3);
  }

  private static final java.util.concurrent.TimeUnit SECONDS =
      java.util.concurrent.TimeUnit.SECONDS;
}
