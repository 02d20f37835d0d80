package io.navarch.nodeagent.network;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A namespace behind a file. A platform thread enters it for one action and ends: the operating
 * system keeps the namespace per thread, and a thread that came back would be one forgotten step
 * away from serving the wrong node.
 */
record NamedNamespace(Path file) implements NetworkNamespace {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Override
  public <T> T call(NamespaceAction<T> action) throws IOException {
    var task =
        new FutureTask<T>(() -> {
          NamespaceCalls.enter(file);
          return action.run();
        });
    Thread.ofPlatform().name("netns-" + file.getFileName()).daemon().start(task);
    try {
      return task.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      task.cancel(true);
      throw new InterruptedIOException("interrupted while working in " + file);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new IOException("no result from " + file + " within " + LIMIT, e);
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  private IOException failure(ExecutionException e) {
    return switch (e.getCause()) {
      case IOException io -> io;
      case RuntimeException unexpected -> throw unexpected;
      case Error error -> throw error;
      case null, default -> new IOException("failed in " + file, e);
    };
  }

  /** {@code nsenter} and not {@code ip netns exec}: the latter hides the control groups. */
  @Override
  public List<String> command(List<String> command) {
    var wrapped = new ArrayList<String>(command.size() + 3);
    wrapped.add("nsenter");
    wrapped.add("--net=" + file);
    wrapped.add("--");
    wrapped.addAll(command);
    return List.copyOf(wrapped);
  }
}
