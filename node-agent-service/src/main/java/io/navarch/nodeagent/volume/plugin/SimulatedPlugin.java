package io.navarch.nodeagent.volume.plugin;

import io.fabric8.kubernetes.api.model.Volume;
import io.navarch.nodeagent.runtime.RuntimeProperties;
import io.navarch.nodeagent.volume.FileTrees;
import io.navarch.nodeagent.volume.MountedVolume;
import io.navarch.nodeagent.volume.VolumeContext;
import io.navarch.nodeagent.volume.VolumeFailure;
import io.navarch.nodeagent.volume.VolumePlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lombok.RequiredArgsConstructor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Every kind of volume, for simulated containers: an empty directory, because nobody reads or
 * writes there. ConfigMaps and Secrets must exist all the same.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@RequiredArgsConstructor
final class SimulatedPlugin implements VolumePlugin {

  private final RuntimeProperties properties;
  private final FileSources sources;

  @Override
  public String name() {
    return "navarch.io/simulated";
  }

  @Override
  public boolean handles(Volume volume) {
    return properties.isSimulated();
  }

  @Override
  public MountedVolume setUp(VolumeContext context) {
    checkSource(context);
    var path = context.directory(name());
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new VolumeFailure("cannot make directory: " + e.getMessage(), e);
    }
    return new MountedVolume(path, false);
  }

  private void checkSource(VolumeContext context) {
    var map = context.volume().getConfigMap();
    if (map != null) {
      var keys = KeyFiles.of(map.getItems(), map.getDefaultMode(), map.getOptional());
      sources.configMap(context.pod(), map.getName(), keys);
    }
    var secret = context.volume().getSecret();
    if (secret != null) {
      var keys = KeyFiles.of(secret.getItems(), secret.getDefaultMode(), secret.getOptional());
      sources.secret(context.pod(), secret.getSecretName(), keys);
    }
  }

  @Override
  public void tearDown(Path directory) {
    FileTrees.delete(directory);
  }
}
