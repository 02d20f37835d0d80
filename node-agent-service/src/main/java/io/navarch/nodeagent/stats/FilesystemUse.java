package io.navarch.nodeagent.stats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How full a file system is, in bytes. */
record FilesystemUse(long capacity, long available, long used) {

  /** The file system that a folder is on; nothing is known of a folder that is not there. */
  static FilesystemUse of(Path folder) {
    try {
      var store = Files.getFileStore(folder);
      return new FilesystemUse(
          store.getTotalSpace(),
          store.getUsableSpace(),
          store.getTotalSpace() - store.getUnallocatedSpace());
    } catch (IOException e) {
      return new FilesystemUse(0, 0, 0);
    }
  }
}
