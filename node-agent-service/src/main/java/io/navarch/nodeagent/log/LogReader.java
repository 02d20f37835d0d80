package io.navarch.nodeagent.log;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Writes a container's log to somebody, and goes on as long as the container writes. */
public final class LogReader {

  private static final long PAUSE_NANOS = 100_000_000L;
  private static final int BUFFER = 32 * 1024;

  private final LogRequest request;
  private final OutputStream out;
  private final StringBuilder unfinished = new StringBuilder();
  private long left;
  private boolean lineBegun;

  /** A reader for one request. */
  public LogReader(LogRequest request, OutputStream out) {
    this.request = request;
    this.out = out;
    this.left = request.limitBytes().orElse(Long.MAX_VALUE);
  }

  /**
   * Writes the log; blocks while following. When the file is renamed and another takes its place,
   * what is still written to the old one comes first. Without following, what is written while this
   * runs is not read: who wants one line gets one.
   *
   * @param writing whether more may still come
   */
  public void copy(Path file, BooleanSupplier writing) throws IOException {
    var in = new RandomAccessFile(file.toFile(), "r");
    try {
      long now = in.length();
      in.seek(start(in, now));
      long end = request.follow() ? Long.MAX_VALUE : now;
      var identity = identity(file);
      boolean wasReplaced = false;
      while (left > 0) {
        boolean more = writing.getAsBoolean();
        boolean replaced = request.follow() && isReplaced(file, identity);
        int read = readAll(in, end);
        out.flush();
        boolean over = read == 0 && !more && !replaced;
        if (!request.follow() || over || Thread.interrupted()) {
          return;
        }
        if (read == 0 && wasReplaced) {
          in.close();
          in = new RandomAccessFile(file.toFile(), "r");
          identity = identity(file);
          wasReplaced = false;
        } else if (read == 0) {
          wasReplaced = replaced;
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    } finally {
      in.close();
    }
  }

  private static Object identity(Path file) throws IOException {
    return Files.getAttribute(file, "unix:ino");
  }

  private static boolean isReplaced(Path file, Object identity) throws IOException {
    return Files.exists(file) && !identity.equals(identity(file));
  }

  private int readAll(RandomAccessFile in, long end) throws IOException {
    int total = 0;
    var buffer = new byte[BUFFER];
    int read = readUpTo(in, buffer, end);
    while (read > 0 && left > 0) {
      total += read;
      take(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
      read = readUpTo(in, buffer, end);
    }
    return total;
  }

  private static int readUpTo(RandomAccessFile in, byte[] buffer, long end) throws IOException {
    return in.read(buffer, 0, (int) Math.min(buffer.length, end - in.getFilePointer()));
  }

  private void take(String text) throws IOException {
    unfinished.append(text);
    int begin = 0;
    for (int end = unfinished.indexOf("\n"); end >= 0; end = unfinished.indexOf("\n", begin)) {
      write(unfinished.substring(begin, end));
      begin = end + 1;
    }
    unfinished.delete(0, begin);
  }

  private void write(String raw) throws IOException {
    var parsed = LogLine.parse(raw);
    if (parsed.isEmpty() || left <= 0) {
      return;
    }
    var line = parsed.get();
    if (request.stream().filter(s -> s != line.stream()).isPresent() || isTooOld(line)) {
      return;
    }
    var text = new StringBuilder();
    if (request.timestamps() && !lineBegun) {
      text.append(line.time()).append(' ');
    }
    text.append(line.text()).append(line.partial() ? "" : "\n");
    lineBegun = line.partial();
    var bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    int length = (int) Math.min(left, bytes.length);
    out.write(bytes, 0, length);
    left -= length;
  }

  private boolean isTooOld(LogLine line) {
    if (request.since().isEmpty()) {
      return false;
    }
    try {
      return Instant.parse(line.time()).isBefore(request.since().get());
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** Where the last lines begin. */
  private long start(RandomAccessFile in, long end) throws IOException {
    if (request.tailLines().isEmpty()) {
      return 0;
    }
    long wanted = request.tailLines().getAsLong();
    if (wanted == 0) {
      return end;
    }
    var buffer = new byte[BUFFER];
    long seen = 0;
    for (long position = end; position > 0; ) {
      int length = (int) Math.min(BUFFER, position);
      position -= length;
      in.seek(position);
      in.readFully(buffer, 0, length);
      for (int i = length - 1; i >= 0; i--) {
        boolean isLast = position + i == end - 1;
        if (buffer[i] == '\n' && !isLast && ++seen == wanted) {
          return position + i + 1;
        }
      }
    }
    return 0;
  }
}
