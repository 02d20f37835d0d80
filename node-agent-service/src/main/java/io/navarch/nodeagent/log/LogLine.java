package io.navarch.nodeagent.log;

import java.util.Optional;

/**
 * One line of a log in the runtime's format: {@code time stream tag text}.
 *
 * @param time as written
 * @param partial the text goes on in the next line
 */
public record LogLine(String time, Stream stream, boolean partial, String text) {

  /** Where a process has written to. */
  public enum Stream {
    STDOUT,
    STDERR
  }

  /** The parts of a line; empty if it has not the format. */
  public static Optional<LogLine> parse(String line) {
    int first = line.indexOf(' ');
    int second = first < 0 ? -1 : line.indexOf(' ', first + 1);
    if (second < 0) {
      return Optional.empty();
    }
    int third = line.indexOf(' ', second + 1);
    var tag = third < 0 ? line.substring(second + 1) : line.substring(second + 1, third);
    var text = third < 0 ? "" : line.substring(third + 1);
    return switch (line.substring(first + 1, second)) {
      case "stdout" ->
          Optional.of(new LogLine(line.substring(0, first), Stream.STDOUT, isPartial(tag), text));
      case "stderr" ->
          Optional.of(new LogLine(line.substring(0, first), Stream.STDERR, isPartial(tag), text));
      default -> Optional.empty();
    };
  }

  private static boolean isPartial(String tag) {
    return tag.equals("P") || tag.startsWith("P:");
  }
}
