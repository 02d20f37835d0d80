package io.navarch.nodeagent.volume;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Directories with all that is in them. Symbolic links are never followed. */
public final class FileTrees {

  private FileTrees() {}

  /** Removes a directory and its contents, if it exists. */
  public static void delete(Path root) {
    try {
      Files.walkFileTree(root, new Remover());
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw new VolumeFailure("cannot remove %s: %s".formatted(root, e.getMessage()), e);
    }
  }

  /** Removes what it visits. */
  private static final class Remover extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
