package io.navarch.controller.loop;

import io.navarch.client.controller.Workers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

/**
 * Does something again and again, with a pause after each time, on one virtual thread. A failure is
 * logged and ends only the one time. Started and stopped from one thread.
 */
@Slf4j
public final class Loop {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final String name;
  private final Duration pause;
  private final Runnable work;
  private @Nullable CountDownLatch stopped;
  private @Nullable Workers workers;

  /** A loop that does not run yet. */
  public Loop(String name, Duration pause, Runnable work) {
    this.name = name;
    this.pause = pause;
    this.work = work;
  }

  /** Begins at once. */
  public void start() {
    var latch = new CountDownLatch(1);
    stopped = latch;
    workers = Workers.start(name, 1, () -> run(latch));
  }

  private void run(CountDownLatch latch) {
    try {
      do {
        once();
      } while (!latch.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void once() {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).addKeyValue("loop", name).log("failed, goes on after a pause");
    }
  }

  /** Ends after the present time, or interrupts it if it takes too long. */
  public void stop() {
    if (stopped != null) {
      stopped.countDown();
    }
    if (workers != null && !workers.stop(STOP_LIMIT)) {
      log.atWarn().addKeyValue("loop", name).log("did not stop in time");
    }
  }
}
