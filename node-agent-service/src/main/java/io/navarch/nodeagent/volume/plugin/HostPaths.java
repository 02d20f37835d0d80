package io.navarch.nodeagent.volume.plugin;

import io.navarch.nodeagent.volume.VolumeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Checks, and where asked makes, what a path of the node is to be. */
final class HostPaths {

  private static final int TYPE = 0170000;
  private static final int SOCKET = 0140000;
  private static final int CHARACTER_DEVICE = 0020000;
  private static final int BLOCK_DEVICE = 0060000;

  private HostPaths() {}

  static void check(Path path, @Nullable String type) {
    try {
      switch (type == null ? "" : type) {
        case "DirectoryOrCreate" -> {
          makeDirectory(path);
          expect(Files.isDirectory(path), path, "a directory");
        }
        case "Directory" -> expect(Files.isDirectory(path), path, "a directory");
        case "FileOrCreate" -> {
          makeFile(path);
          expect(Files.isRegularFile(path), path, "a file");
        }
        case "File" -> expect(Files.isRegularFile(path), path, "a file");
        case "Socket" -> expect(is(path, SOCKET), path, "a socket file");
        case "CharDevice" -> expect(is(path, CHARACTER_DEVICE), path, "a character device");
        case "BlockDevice" -> expect(is(path, BLOCK_DEVICE), path, "a block device");
        default -> {}
      }
    } catch (IOException e) {
      throw new VolumeFailure(
          "hostPath type check failed: %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  private static void makeDirectory(Path path) throws IOException {
    if (!Files.exists(path)) {
      Files.createDirectories(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static void makeFile(Path path) throws IOException {
    if (!Files.exists(path)) {
      Files.createFile(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  private static boolean is(Path path, int type) throws IOException {
    return Files.exists(path) && ((int) Files.getAttribute(path, "unix:mode") & TYPE) == type;
  }

  private static void expect(boolean holds, Path path, String what) {
    if (!holds) {
      throw new VolumeFailure("hostPath type check failed: %s is not %s".formatted(path, what));
    }
  }
}
