package io.navarch.nodeagent.volume.plugin;

import io.fabric8.kubernetes.api.model.Volume;
import io.navarch.nodeagent.volume.MountedVolume;
import io.navarch.nodeagent.volume.VolumeContext;
import io.navarch.nodeagent.volume.VolumePlugin;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/**
 * {@code image}: the content of an image. The runtime mounts it itself when it makes a container,
 * so there is nothing to set up.
 */
@Component
final class ImagePlugin implements VolumePlugin {

  @Override
  public String name() {
    return "kubernetes.io/image";
  }

  @Override
  public boolean handles(Volume volume) {
    return volume.getImage() != null;
  }

  @Override
  public MountedVolume setUp(VolumeContext context) {
    return new MountedVolume(context.directory(name()), true);
  }

  @Override
  public void tearDown(Path directory) {}
}
