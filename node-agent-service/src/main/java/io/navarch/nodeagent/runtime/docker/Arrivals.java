package io.navarch.nodeagent.runtime.docker;

import com.github.dockerjava.api.async.ResultCallback;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

/**
 * What the engine sends one after the other. The client library has such a thing, but it writes
 * every failure to the log before it throws it.
 */
@RequiredArgsConstructor
final class Arrivals<T> implements ResultCallback<T> {

  private final Consumer<T> each;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Closeable source;
  private volatile @Nullable Throwable failure;

  @Override
  public void onStart(Closeable stream) {
    source = stream;
  }

  @Override
  public void onNext(T arrival) {
    each.accept(arrival);
  }

  @Override
  public void onError(Throwable cause) {
    failure = cause;
    ended.countDown();
  }

  @Override
  public void onComplete() {
    ended.countDown();
  }

  /**
   * Waits for the end.
   *
   * @throws RuntimeException what went wrong, as the client library says it
   */
  void await() throws InterruptedException {
    try {
      ended.await();
    } finally {
      close();
    }
    var cause = failure;
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause != null) {
      throw new IllegalStateException(cause.getMessage(), cause);
    }
  }

  @Override
  public void close() {
    var open = source;
    if (open != null) {
      try {
        open.close();
      } catch (IOException _) {
        // it has ended, or nobody reads it any more
      }
    }
    ended.countDown();
  }
}
