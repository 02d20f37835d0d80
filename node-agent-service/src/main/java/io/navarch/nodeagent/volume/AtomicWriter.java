package io.navarch.nodeagent.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows files in a directory so that readers see either all of the old or all of the new ones.
 *
 * <p>The files lie in a directory of their own, named by time; {@code ..data} is a link to it, and
 * what users see are links through {@code ..data}. Changing that one link changes all files.
 */
public final class AtomicWriter {

  private static final String DATA = "..data";
  private static final String NEXT_DATA = "..data_tmp";
  private static final int DIRECTORY_MODE = 0755;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'..'yyyy_MM_dd_HH_mm_ss.n").withZone(ZoneOffset.UTC);

  private final Clock clock;

  /** A writer that names its directories by a clock. */
  public AtomicWriter(Clock clock) {
    this.clock = clock;
  }

  /**
   * Makes a directory show exactly these files.
   *
   * @param files by path relative to the directory
   * @param prepare is given the new directory before it is shown, to set owners
   */
  public void write(Path target, Map<String, VolumeFile> files, Consumer<Path> prepare) {
    files.keySet().forEach(AtomicWriter::verify);
    try {
      Files.createDirectories(target);
      Ownership.setMode(target, Ownership.mode(target) | DIRECTORY_MODE);
      var old = current(target);
      if (old != null && isSame(old, files)) {
        return;
      }
      var next = target.resolve(NAME.format(clock.instant()));
      fill(next, files);
      prepare.accept(next);
      var link = target.resolve(NEXT_DATA);
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, next.getFileName());
      Files.move(link, target.resolve(DATA), StandardCopyOption.ATOMIC_MOVE);
      show(target, names(files));
      if (old != null) {
        FileTrees.delete(old);
      }
    } catch (IOException e) {
      throw new VolumeFailure("cannot write %s: %s".formatted(target, e.getMessage()), e);
    }
  }

  private static void verify(String path) {
    var relative = Path.of(path);
    boolean leaves = false;
    for (var name : relative) {
      leaves |= name.toString().equals("..");
    }
    if (relative.isAbsolute() || leaves || path.startsWith("..")) {
      throw new VolumeFailure(
          "invalid path %s: must be relative and must not begin with '..'".formatted(path));
    }
  }

  private static @Nullable Path current(Path target) throws IOException {
    try {
      return target.resolve(Files.readSymbolicLink(target.resolve(DATA)));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static boolean isSame(Path directory, Map<String, VolumeFile> files) throws IOException {
    var found = new HashSet<String>();
    try (Stream<Path> tree = Files.walk(directory)) {
      for (var file : tree.filter(Files::isRegularFile).toList()) {
        var name = directory.relativize(file).toString();
        var wanted = files.get(name);
        if (wanted == null || !wanted.hasContent(Files.readAllBytes(file))) {
          return false;
        }
        found.add(name);
      }
    }
    return found.size() == files.size();
  }

  private static void fill(Path directory, Map<String, VolumeFile> files) throws IOException {
    Files.createDirectories(directory);
    Ownership.setMode(directory, DIRECTORY_MODE);
    for (var entry : new TreeMap<>(files).entrySet()) {
      var file = directory.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue().content());
      if (entry.getValue().owner().isPresent()) {
        Files.setAttribute(file, "unix:uid", entry.getValue().owner().get().intValue());
      }
      Ownership.setMode(file, entry.getValue().mode());
    }
  }

  private static Set<String> names(Map<String, VolumeFile> files) {
    return files.keySet().stream()
        .map(path -> Path.of(path).getName(0).toString())
        .collect(Collectors.toSet());
  }

  private static void show(Path target, Set<String> names) throws IOException {
    for (var name : names) {
      var link = target.resolve(name);
      if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
        Files.createSymbolicLink(link, Path.of(DATA, name));
      }
    }
    try (Stream<Path> entries = Files.list(target)) {
      for (var entry : entries.toList()) {
        var name = entry.getFileName().toString();
        if (!name.startsWith("..") && !names.contains(name)) {
          Files.deleteIfExists(entry);
        }
      }
    }
  }
}
