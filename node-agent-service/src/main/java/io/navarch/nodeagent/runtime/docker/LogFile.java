package io.navarch.nodeagent.runtime.docker;

import io.navarch.nodeagent.log.LogLine;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A container's log in the format that all runtimes share. It is continued where it ends: what is
 * not newer than its last line is there already.
 */
final class LogFile implements AutoCloseable {

  private static final int TAIL_BYTES = 64 * 1024;

  private final Path file;
  private final ReentrantLock lock = new ReentrantLock();
  private OutputStream out;
  private Instant last;

  LogFile(Path file) throws IOException {
    this.file = file;
    this.last = lastOf(file).orElse(Instant.EPOCH);
    Files.createDirectories(file.getParent());
    this.out = open(file);
  }

  private static OutputStream open(Path file) throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static Optional<Instant> lastOf(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(0, in.length() - TAIL_BYTES);
      in.seek(start);
      var bytes = new byte[(int) (in.length() - start)];
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .flatMap(line -> LogLine.parse(line).stream())
          .map(line -> Instant.parse(line.time()))
          .reduce((_, later) -> later);
    }
  }

  /** When the last line was written. */
  Instant last() {
    return last;
  }

  /**
   * Adds what the engine has kept as one piece: the time, a space, a line. Without a line's end
   * there is more to come.
   */
  void append(LogLine.Stream stream, byte[] piece) throws IOException {
    int space = indexOf(piece, ' ');
    if (space < 0) {
      return;
    }
    var time = new String(piece, 0, space, StandardCharsets.US_ASCII);
    var at = Instant.parse(time);
    lock.lock();
    try {
      if (at.isAfter(last)) {
        boolean whole = piece[piece.length - 1] == '\n';
        var head = "%s %s %s ".formatted(time, word(stream), whole ? "F" : "P");
        var text = Arrays.copyOfRange(piece, space + 1, piece.length - (whole ? 1 : 0));
        out.write(line(head.getBytes(StandardCharsets.US_ASCII), text));
        last = at;
      }
    } finally {
      lock.unlock();
    }
  }

  private static int indexOf(byte[] bytes, char wanted) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static String word(LogLine.Stream stream) {
    return stream.name().toLowerCase(Locale.ROOT);
  }

  private static byte[] line(byte[] head, byte[] text) {
    var line = Arrays.copyOf(head, head.length + text.length + 1);
    System.arraycopy(text, 0, line, head.length, text.length);
    line[line.length - 1] = '\n';
    return line;
  }

  /** From now on writes to a new file of the same name. */
  void reopen() throws IOException {
    lock.lock();
    try {
      out.close();
      out = open(file);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      out.close();
    } finally {
      lock.unlock();
    }
  }
}
