package io.navarch.nodeagent.volume.plugin;

import io.navarch.nodeagent.volume.AtomicWriter;
import io.navarch.nodeagent.volume.FileOwner;
import io.navarch.nodeagent.volume.FileTrees;
import io.navarch.nodeagent.volume.MountedVolume;
import io.navarch.nodeagent.volume.Mounts;
import io.navarch.nodeagent.volume.Ownership;
import io.navarch.nodeagent.volume.VolumeContext;
import io.navarch.nodeagent.volume.VolumeFailure;
import io.navarch.nodeagent.volume.VolumeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Shows files of the API in a Pod's volume; secrets only ever in memory. */
@Component
class ShownFiles {

  private final AtomicWriter writer;
  private final Mounts mounts;

  ShownFiles(Clock clock, Mounts mounts) {
    this.writer = new AtomicWriter(clock);
    this.mounts = mounts;
  }

  MountedVolume show(
      VolumeContext context, String plugin, Map<String, VolumeFile> files, boolean secret) {
    var path = context.directory(plugin);
    if (secret && !mounts.isMounted(path)) {
      try {
        Files.createDirectories(path);
      } catch (IOException e) {
        throw new VolumeFailure("cannot make directory: " + e.getMessage(), e);
      }
      mounts.mountMemory(path, 0);
    }
    var owner = FileOwner.of(context.pod());
    writer.write(path, files, directory -> Ownership.give(directory, owner.group(), true));
    return new MountedVolume(path, true);
  }

  void remove(Path directory) {
    if (mounts.isMounted(directory)) {
      mounts.unmount(directory);
    }
    FileTrees.delete(directory);
  }
}
