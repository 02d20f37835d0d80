package io.navarch.nodeagent.volume.plugin;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.volume.FileOwner;
import io.navarch.nodeagent.volume.MountedVolume;
import io.navarch.nodeagent.volume.VolumeContext;
import io.navarch.nodeagent.volume.VolumeFile;
import io.navarch.nodeagent.volume.VolumePlugin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** {@code projected}: several sources in one directory, the service account's token among them. */
@Component
@RequiredArgsConstructor
final class ProjectedPlugin implements VolumePlugin {

  private static final int OWNED_TOKEN_MODE = 0600;

  private final FileSources sources;
  private final ServiceAccountTokens tokens;
  private final ShownFiles shown;

  @Override
  public String name() {
    return "kubernetes.io/projected";
  }

  @Override
  public boolean handles(Volume volume) {
    return volume.getProjected() != null;
  }

  @Override
  public MountedVolume setUp(VolumeContext context) {
    var source = context.volume().getProjected();
    var files = new HashMap<String, VolumeFile>();
    int mode = source.getDefaultMode() == null ? KeyFiles.DEFAULT_MODE : source.getDefaultMode();
    for (var projection : PodSpecs.orEmpty(source.getSources())) {
      files.putAll(files(context, projection, mode));
    }
    return shown.show(context, name(), files, true);
  }

  private Map<String, VolumeFile> files(
      VolumeContext context, VolumeProjection projection, int mode) {
    var pod = context.pod();
    if (projection.getConfigMap() != null) {
      var map = projection.getConfigMap();
      return sources.configMap(
          pod, map.getName(), KeyFiles.of(map.getItems(), mode, map.getOptional()));
    }
    if (projection.getSecret() != null) {
      var secret = projection.getSecret();
      return sources.secret(
          pod, secret.getName(), KeyFiles.of(secret.getItems(), mode, secret.getOptional()));
    }
    if (projection.getDownwardAPI() != null) {
      return sources.downward(
          context, PodSpecs.orEmpty(projection.getDownwardAPI().getItems()), mode);
    }
    if (projection.getServiceAccountToken() != null) {
      var token = projection.getServiceAccountToken();
      var owner = FileOwner.of(pod);
      boolean owned = owner.group().isPresent() || owner.user().isPresent();
      var content = tokens.of(pod, token).getBytes(StandardCharsets.UTF_8);
      return Map.of(
          token.getPath(), new VolumeFile(content, owned ? OWNED_TOKEN_MODE : mode, owner.user()));
    }
    return Map.of();
  }

  @Override
  public void tearDown(Path directory) {
    shown.remove(directory);
  }
}
