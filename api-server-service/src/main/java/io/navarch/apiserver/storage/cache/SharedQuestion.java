package io.navarch.apiserver.storage.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets many who ask the same at the same time share one answer. An answer counts only for those who
 * asked before its question went out; whoever comes later shares the next one.
 */
final class SharedQuestion {

  private final LongSupplier question;
  private final Semaphore turn = new Semaphore(1);
  private final AtomicReference<@Nullable CompletableFuture<Long>> next = new AtomicReference<>();

  SharedQuestion(LongSupplier question) {
    this.question = question;
  }

  long ask(Duration wait) throws InterruptedException, TimeoutException {
    var mine = new CompletableFuture<Long>();
    var earlier = next.compareAndExchange(null, mine);
    if (earlier != null) {
      return await(earlier, wait);
    }
    askFor(mine, wait);
    return await(mine, wait);
  }

  /** Waits for the question under way, then asks for all that have come meanwhile. */
  private void askFor(CompletableFuture<Long> answer, Duration wait) throws InterruptedException {
    boolean mine = false;
    try {
      mine = turn.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
      next.compareAndSet(answer, null); // whoever comes now shares the next question
      if (mine) {
        answer.complete(question.getAsLong());
      } else {
        answer.completeExceptionally(new TimeoutException("an earlier question has no answer"));
      }
    } catch (InterruptedException | RuntimeException e) {
      answer.completeExceptionally(e);
      throw e;
    } finally {
      next.compareAndSet(answer, null); // whoever comes now shares the next question
      if (mine) {
        turn.release();
      }
    }
  }

  private static long await(CompletableFuture<Long> answer, Duration wait)
      throws InterruptedException, TimeoutException {
    try {
      return answer.get(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failed -> throw failed;
        case TimeoutException late -> throw late;
        case null, default -> throw new TimeoutException("the asker gave up");
      }
    }
  }
}
