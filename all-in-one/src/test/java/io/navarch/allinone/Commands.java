package io.navarch.allinone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs of the machine, each within a limit of time. */
final class Commands {

  private Commands() {}

  /**
   * What became of a program.
   *
   * @param output what it said, errors included
   */
  record Outcome(int code, String output) {

    boolean succeeded() {
      return code == 0;
    }
  }

  static Outcome run(Duration limit, String... command) {
    return run(limit, Map.of(), List.of(command));
  }

  static Outcome run(Duration limit, Map<String, String> environment, List<String> command) {
    try {
      var output = Files.createTempFile("command", ".out");
      try {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(output.toFile()).environment().putAll(environment);
        return new Outcome(await(builder.start(), limit, command), Files.readString(output));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't run " + command, e);
    }
  }

  private static int await(Process process, Duration limit, List<String> command) {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      process.destroy();
      process.waitFor(60, TimeUnit.SECONDS); // the launcher clears up when it is told to end
      throw new IllegalStateException("%s took longer than %s".formatted(command, limit));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Whether a program is on the path, where root's programs are too. */
  static boolean exist(String program) {
    var path = System.getenv("PATH") + ":/usr/sbin:/sbin";
    return List.of(path.split(":")).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
