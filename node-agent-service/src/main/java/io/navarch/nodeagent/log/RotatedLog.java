package io.navarch.nodeagent.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A container's log with its earlier parts beside it: {@code 0.log}, {@code 0.log.20300102-150405}
 * and, compressed, {@code 0.log.20300102-120000.gz}. One thread changes it.
 */
public record RotatedLog(Path file) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final String COMPRESSED = ".gz";
  private static final String UNFINISHED = ".tmp";

  /**
   * Puts the log aside and begins a new one. The part that was put aside last stays uncompressed,
   * because someone may still write to it or read it.
   *
   * @param reopen lets the writer go on in a new file; if it fails, nothing has changed
   */
  void rotate(int maxFiles, Instant now, Runnable reopen) throws IOException {
    deleteUnusable();
    var parts = parts();
    int tooMany = Math.max(0, parts.size() - (maxFiles - 2));
    for (var oldest : parts.subList(0, tooMany)) {
      Files.deleteIfExists(oldest);
    }
    for (var part : parts.subList(tooMany, parts.size())) {
      if (!part.toString().endsWith(COMPRESSED)) {
        compress(part);
      }
    }
    var aside = file.resolveSibling(file.getFileName() + "." + TIME.format(now));
    Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
    boolean reopened = false;
    try {
      reopen.run();
      reopened = true;
    } finally {
      if (!reopened) {
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** What an interrupted compression left: its result, or the file of which there is a result. */
  private void deleteUnusable() throws IOException {
    for (var part : siblings()) {
      boolean done = Files.exists(part.resolveSibling(part.getFileName() + COMPRESSED));
      if (part.toString().endsWith(UNFINISHED) || done) {
        Files.deleteIfExists(part);
      }
    }
  }

  /** The earlier parts, oldest first. */
  private List<Path> parts() throws IOException {
    var parts = new ArrayList<>(siblings());
    parts.sort(Comparator.comparing(Path::toString));
    return parts;
  }

  private List<Path> siblings() throws IOException {
    var begin = file.getFileName() + ".";
    try (Stream<Path> all = Files.list(file.getParent())) {
      return all.filter(p -> p.getFileName().toString().startsWith(begin)).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static void compress(Path part) throws IOException {
    var result = part.resolveSibling(part.getFileName() + COMPRESSED);
    var unfinished = part.resolveSibling(part.getFileName() + UNFINISHED);
    try (var out = new GZIPOutputStream(Files.newOutputStream(unfinished))) {
      Files.copy(part, out);
    }
    Files.move(unfinished, result, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(part);
  }

  /** Takes the log away with all its parts. */
  public void delete() {
    try {
      for (var part : siblings()) {
        Files.deleteIfExists(part);
      }
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete log " + file, e);
    }
  }
}
