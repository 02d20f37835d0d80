package io.navarch.nodeagent.volume;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Gives files to a group and lets it use them. */
public final class Ownership {

  private static final int READ = 0440;
  private static final int READ_WRITE = 0660;
  private static final int DIRECTORY = 0110;
  private static final int SET_GROUP_ID = 02000;
  private static final int PERMISSIONS = 07777;

  private Ownership() {}

  /** Gives a whole tree to a group; does nothing without one. */
  public static void give(Path root, Optional<Long> group, boolean readOnly) {
    if (group.isEmpty()) {
      return;
    }
    try {
      Files.walkFileTree(root, new Giver(group.get().intValue(), readOnly));
    } catch (IOException e) {
      throw new VolumeFailure(
          "failed to change group of %s: %s".formatted(root, e.getMessage()), e);
    }
  }

  static void setMode(Path path, int mode) throws IOException {
    Files.setAttribute(path, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
  }

  static int mode(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & PERMISSIONS;
  }

  /** Visits each file and directory once. */
  private static final class Giver extends SimpleFileVisitor<Path> {

    private final int group;
    private final int mask;

    Giver(int group, boolean readOnly) {
      this.group = group;
      this.mask = readOnly ? READ : READ_WRITE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.setAttribute(file, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isSymbolicLink()) {
        setMode(file, mode(file) | mask);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      Files.setAttribute(directory, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
      setMode(directory, mode(directory) | mask | DIRECTORY | SET_GROUP_ID);
      return FileVisitResult.CONTINUE;
    }
  }
}
