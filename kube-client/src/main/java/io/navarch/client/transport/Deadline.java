package io.navarch.client.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Closes an answer that takes too long, because a silent peer would block its reader for ever. */
final class Deadline implements AutoCloseable {

  private final CountDownLatch done = new CountDownLatch(1);

  private Deadline() {}

  static Deadline closing(InputStream in, Duration limit) {
    var deadline = new Deadline();
    Thread.ofVirtual().name("deadline").start(() -> deadline.guard(in, limit));
    return deadline;
  }

  private void guard(InputStream in, Duration limit) {
    try {
      if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        in.close();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    done.countDown();
  }
}
