package io.navarch.nodeagent.stats.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Small files of the kernel. A group may vanish while it is read: then there is nothing to read.
 */
final class KernelFiles {

  private KernelFiles() {}

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }

  /** A file with one number; {@code max}, nonsense and absence are 0. */
  static long number(Path file) {
    var lines = lines(file);
    return lines.isEmpty() ? 0 : number(lines.getFirst());
  }

  /** The words of a file with one line. */
  static List<String> words(Path file) {
    var lines = lines(file);
    return lines.isEmpty() ? List.of() : List.of(lines.getFirst().strip().split(" ", -1));
  }

  static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** A file of lines {@code key number}. */
  static Map<String, Long> table(Path file) {
    var table = new HashMap<String, Long>();
    for (var line : lines(file)) {
      int space = line.indexOf(' ');
      if (space > 0) {
        table.put(line.substring(0, space), number(line.substring(space + 1)));
      }
    }
    return table;
  }

  static long get(Map<String, Long> table, String key) {
    return table.getOrDefault(key, 0L);
  }
}
