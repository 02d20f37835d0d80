package io.navarch.nodeagent.volume.plugin;

import io.fabric8.kubernetes.api.model.Volume;
import io.navarch.nodeagent.volume.MountedVolume;
import io.navarch.nodeagent.volume.VolumeContext;
import io.navarch.nodeagent.volume.VolumePlugin;
import java.nio.file.Path;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** {@code configMap}: the keys of a ConfigMap as files. */
@Component
@RequiredArgsConstructor
final class ConfigMapPlugin implements VolumePlugin {

  private final FileSources sources;
  private final ShownFiles shown;

  @Override
  public String name() {
    return "kubernetes.io/configmap";
  }

  @Override
  public boolean handles(Volume volume) {
    return volume.getConfigMap() != null;
  }

  @Override
  public MountedVolume setUp(VolumeContext context) {
    var source = context.volume().getConfigMap();
    var keys = KeyFiles.of(source.getItems(), source.getDefaultMode(), source.getOptional());
    return shown.show(
        context, name(), sources.configMap(context.pod(), source.getName(), keys), false);
  }

  @Override
  public void tearDown(Path directory) {
    shown.remove(directory);
  }
}
