package io.navarch.nodeagent.volume.plugin;

import io.fabric8.kubernetes.api.model.Volume;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.volume.MountedVolume;
import io.navarch.nodeagent.volume.VolumeContext;
import io.navarch.nodeagent.volume.VolumePlugin;
import java.nio.file.Path;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** {@code downwardAPI}: what a Pod may know of itself, as files. */
@Component
@RequiredArgsConstructor
final class DownwardApiPlugin implements VolumePlugin {

  private final FileSources sources;
  private final ShownFiles shown;

  @Override
  public String name() {
    return "kubernetes.io/downward-api";
  }

  @Override
  public boolean handles(Volume volume) {
    return volume.getDownwardAPI() != null;
  }

  @Override
  public MountedVolume setUp(VolumeContext context) {
    var source = context.volume().getDownwardAPI();
    int mode = source.getDefaultMode() == null ? KeyFiles.DEFAULT_MODE : source.getDefaultMode();
    var files = sources.downward(context, PodSpecs.orEmpty(source.getItems()), mode);
    return shown.show(context, name(), files, true);
  }

  @Override
  public void tearDown(Path directory) {
    shown.remove(directory);
  }
}
