package io.navarch.nodeagent.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How full a file system is, in bytes.
 *
 * @param inodes how many files it can have; 0 where that is not limited or not known
 */
public record FilesystemUse(
    long capacity, long available, long used, long inodes, long freeInodes) {

  private static final FilesystemUse UNKNOWN = new FilesystemUse(0, 0, 0, 0, 0);

  private static boolean isLinux() {
    return System.getProperty("os.name", "").equals("Linux");
  }

  /** The file system that a folder is on; nothing is known of a folder that is not there. */
  public static FilesystemUse of(Path folder) {
    try {
      var store = Files.getFileStore(folder);
      var files = isLinux() ? InodeCount.of(folder) : new InodeCount(0, 0);
      return new FilesystemUse(
          store.getTotalSpace(),
          store.getUsableSpace(),
          store.getTotalSpace() - store.getUnallocatedSpace(),
          files.total(),
          files.free());
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
