package io.navarch.nodeagent.volume.plugin;

import io.fabric8.kubernetes.api.model.Volume;
import io.navarch.nodeagent.volume.MountedVolume;
import io.navarch.nodeagent.volume.VolumeContext;
import io.navarch.nodeagent.volume.VolumePlugin;
import java.nio.file.Path;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** {@code secret}: the keys of a Secret as files in memory. */
@Component
@RequiredArgsConstructor
final class SecretPlugin implements VolumePlugin {

  private final FileSources sources;
  private final ShownFiles shown;

  @Override
  public String name() {
    return "kubernetes.io/secret";
  }

  @Override
  public boolean handles(Volume volume) {
    return volume.getSecret() != null;
  }

  @Override
  public MountedVolume setUp(VolumeContext context) {
    var source = context.volume().getSecret();
    var keys = KeyFiles.of(source.getItems(), source.getDefaultMode(), source.getOptional());
    return shown.show(
        context, name(), sources.secret(context.pod(), source.getSecretName(), keys), true);
  }

  @Override
  public void tearDown(Path directory) {
    shown.remove(directory);
  }
}
