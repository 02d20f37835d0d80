package io.navarch.controller.podcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many equal steps are taken side by side, but a common cause of failure is met once. */
class BatchesTest {

  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void takesEachStepOnce() {
    assertThat(Batches.slowStart(25, calls::incrementAndGet)).isEmpty();
    assertThat(calls).hasValue(25);
  }

  @Test
  void zeroStepsAreNone() {
    assertThat(Batches.slowStart(0, calls::incrementAndGet)).isEmpty();
    assertThat(calls).hasValue(0);
  }

  @Test
  void meetsACommonCauseOnce() {
    var cause = new IllegalStateException("quota");

    var failure =
        Batches.slowStart(
            1000,
            () -> {
              calls.incrementAndGet();
              throw cause;
            });

    assertThat(failure).containsSame(cause);
    assertThat(calls).hasValue(1);
  }

  @Test
  void stopsAfterTheBatchThatFailed() {
    var failure =
        Batches.slowStart(
            1000,
            () -> {
              if (calls.incrementAndGet() > 3) {
                throw new IllegalStateException("full");
              }
            });

    assertThat(failure).isPresent();
    assertThat(calls).hasValue(1 + 2 + 4);
  }

  @Test
  void aFailureDoesNotKeepOthersOfTheSameBatchFromBeingDone() {
    List<Runnable> steps =
        List.of(
            calls::incrementAndGet,
            () -> {
              throw new IllegalStateException("one");
            },
            calls::incrementAndGet);

    assertThat(Batches.all(steps)).hasValueSatisfying(e -> assertThat(e).hasMessage("one"));
    assertThat(calls).hasValue(2);
  }
}
