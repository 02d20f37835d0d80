package io.navarch.nodeagent.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The last words of a container. */
public final class LogTail {

  private static final int READ_BYTES = 64 * 1024;

  private LogTail() {}

  /** The text of the last lines, at most so many and so long; empty if there is no log. */
  public static String read(Path file, int lines, int longest) {
    List<String> raw;
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(0, in.length() - READ_BYTES);
      in.seek(start);
      var bytes = new byte[(int) (in.length() - start)];
      in.readFully(bytes);
      raw = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return "";
    }
    var text = new StringBuilder();
    for (var line : raw.subList(Math.max(0, raw.size() - lines), raw.size())) {
      LogLine.parse(line).ifPresent(l -> text.append(l.text()).append(l.partial() ? "" : "\n"));
    }
    return text.length() <= longest ? text.toString() : text.substring(text.length() - longest);
  }
}
