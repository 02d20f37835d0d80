package io.navarch.nodeagent.stats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * What a folder's files take, and the file system that they are on.
 *
 * @param inMemory the file system takes memory and no disk
 */
record DiskUse(long bytes, long files, FilesystemUse filesystem, boolean inMemory) {

  static DiskUse of(Path folder) {
    var counter = new Counter();
    try {
      Files.walkFileTree(folder, counter);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot measure " + folder, e);
    }
    return new DiskUse(counter.bytes, counter.files, FilesystemUse.of(folder), isInMemory(folder));
  }

  private static boolean isInMemory(Path folder) {
    try {
      return Files.getFileStore(folder).type().equals("tmpfs");
    } catch (IOException e) {
      return false;
    }
  }

  DiskUse plus(DiskUse other) {
    return new DiskUse(bytes + other.bytes, files + other.files, filesystem, inMemory);
  }

  /** Adds up; what vanishes while it counts is left out. */
  private static final class Counter extends SimpleFileVisitor<Path> {

    private long bytes;
    private long files;

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return count(attributes);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      return count(attributes);
    }

    private FileVisitResult count(BasicFileAttributes attributes) {
      bytes += attributes.size();
      files++;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
