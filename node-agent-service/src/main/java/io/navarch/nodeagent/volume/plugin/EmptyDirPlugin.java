package io.navarch.nodeagent.volume.plugin;

import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.navarch.nodeagent.pod.spec.Amounts;
import io.navarch.nodeagent.volume.FileOwner;
import io.navarch.nodeagent.volume.FileTrees;
import io.navarch.nodeagent.volume.MountedVolume;
import io.navarch.nodeagent.volume.Mounts;
import io.navarch.nodeagent.volume.Ownership;
import io.navarch.nodeagent.volume.VolumeContext;
import io.navarch.nodeagent.volume.VolumeFailure;
import io.navarch.nodeagent.volume.VolumePlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** {@code emptyDir}: a scratch directory that lives exactly as long as its Pod. */
@Component
@RequiredArgsConstructor
final class EmptyDirPlugin implements VolumePlugin {

  private final Mounts mounts;

  @Override
  public String name() {
    return "kubernetes.io/empty-dir";
  }

  @Override
  public boolean handles(Volume volume) {
    return volume.getEmptyDir() != null;
  }

  @Override
  public MountedVolume setUp(VolumeContext context) {
    var path = context.directory(name());
    var source = context.volume().getEmptyDir();
    boolean memory = "Memory".equals(source.getMedium());
    if (Files.isDirectory(path) && (!memory || mounts.isMounted(path))) {
      return new MountedVolume(path, false);
    }
    try {
      Files.createDirectories(path);
      if (memory) {
        mounts.mountMemory(path, size(context, source));
      }
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    } catch (IOException e) {
      throw new VolumeFailure("cannot make directory: " + e.getMessage(), e);
    }
    Ownership.give(path, FileOwner.of(context.pod()).group(), false);
    return new MountedVolume(path, false);
  }

  private static long size(VolumeContext context, EmptyDirVolumeSource source) {
    var limit = Optional.ofNullable(source.getSizeLimit()).map(Amounts::units).filter(s -> s > 0);
    var memory = Amounts.totalMemoryLimit(context.pod()).filter(m -> m > 0);
    if (limit.isPresent() && memory.isPresent()) {
      return Math.min(limit.get(), memory.get());
    }
    return limit.or(() -> memory).orElse(0L);
  }

  @Override
  public void tearDown(Path directory) {
    if (mounts.isMounted(directory)) {
      mounts.unmount(directory);
    }
    FileTrees.delete(directory);
  }
}
