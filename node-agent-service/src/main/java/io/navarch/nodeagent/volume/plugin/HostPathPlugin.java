package io.navarch.nodeagent.volume.plugin;

import io.fabric8.kubernetes.api.model.Volume;
import io.navarch.nodeagent.volume.MountedVolume;
import io.navarch.nodeagent.volume.VolumeContext;
import io.navarch.nodeagent.volume.VolumePlugin;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** {@code hostPath}: a file or directory of the node itself, which is never taken away. */
@Component
final class HostPathPlugin implements VolumePlugin {

  @Override
  public String name() {
    return "kubernetes.io/host-path";
  }

  @Override
  public boolean handles(Volume volume) {
    return volume.getHostPath() != null;
  }

  @Override
  public MountedVolume setUp(VolumeContext context) {
    var source = context.volume().getHostPath();
    var path = Path.of(source.getPath());
    HostPaths.check(path, source.getType());
    return new MountedVolume(path, false);
  }

  @Override
  public void tearDown(Path directory) {}
}
