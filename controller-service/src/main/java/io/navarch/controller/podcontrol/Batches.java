package io.navarch.controller.podcontrol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Runs many equal steps side by side. */
public final class Batches {

  private static final long LIMIT_SECONDS = 120;

  private Batches() {}

  /**
   * Runs one step, then two, then four …, so that a cause that makes all fail is met once and not a
   * thousand times. Answers the first failure; what comes after it is not tried.
   */
  public static Optional<RuntimeException> slowStart(int count, Runnable step) {
    int left = count;
    for (int size = Math.min(1, left); size > 0; size = Math.min(2 * size, left)) {
      var failure = all(IntStream.range(0, size).mapToObj(_ -> step).toList());
      if (failure.isPresent()) {
        return failure;
      }
      left -= size;
    }
    return Optional.empty();
  }

  /** Runs all steps at once and answers the first failure. */
  public static Optional<RuntimeException> all(List<Runnable> steps) {
    var tasks = new ArrayList<Callable<Void>>();
    for (var step : steps) {
      tasks.add(() -> {
        step.run();
        return null;
      });
    }
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = executor.invokeAll(tasks, LIMIT_SECONDS, TimeUnit.SECONDS);
      return futures.stream().flatMap(future -> failure(future).stream()).findFirst();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.of(new IllegalStateException("interrupted"));
    }
  }

  private static Optional<RuntimeException> failure(Future<?> future) {
    try {
      future.get();
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(
          e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e));
    } catch (java.util.concurrent.CancellationException e) {
      return Optional.of(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.of(new IllegalStateException("interrupted"));
    }
  }
}
