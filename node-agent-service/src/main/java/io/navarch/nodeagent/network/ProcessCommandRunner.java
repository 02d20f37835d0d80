package io.navarch.nodeagent.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Runs programs as child processes; their streams are served by virtual threads. */
@Component
public final class ProcessCommandRunner implements CommandRunner {

  @Override
  public CommandResult run(Command command) throws IOException {
    var builder = new ProcessBuilder(command.arguments());
    builder.environment().putAll(command.environment());
    var process = builder.start();
    try {
      var output = collect(process.getInputStream(), "stdout");
      var errors = collect(process.getErrorStream(), "stderr");
      feed(process, command.input());
      if (!process.waitFor(command.limit().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(command.arguments() + " not done within " + command.limit());
      }
      return new CommandResult(process.exitValue(), text(output, command), text(errors, command));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while running " + command.arguments());
    } finally {
      process.destroyForcibly();
    }
  }

  /** Errors are left to the exit code: a program may end without having read all of its input. */
  private static void feed(Process process, String input) {
    Thread.ofVirtual()
        .name("stdin-" + process.pid())
        .start(() -> {
          try (var stream = process.getOutputStream()) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
          } catch (IOException e) {
            // the program closed its end
          }
        });
  }

  private static CompletableFuture<String> collect(InputStream stream, String name) {
    var text = new CompletableFuture<String>();
    Thread.ofVirtual()
        .name("command-" + name)
        .start(() -> {
          try (stream) {
            text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
          } catch (IOException e) {
            text.completeExceptionally(e);
          }
        });
    return text;
  }

  /**
   * A child of the program may hold the pipe open after it has ended; that is no reason to wait.
   */
  private static String text(CompletableFuture<String> stream, Command command)
      throws IOException, InterruptedException {
    try {
      return stream.get(command.limit().toMillis(), TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IOException("cannot read what " + command.arguments() + " wrote", e);
    }
  }
}
