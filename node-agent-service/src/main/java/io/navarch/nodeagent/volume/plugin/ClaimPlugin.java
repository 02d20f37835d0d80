package io.navarch.nodeagent.volume.plugin;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Volume;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.volume.FileOwner;
import io.navarch.nodeagent.volume.MountedVolume;
import io.navarch.nodeagent.volume.Ownership;
import io.navarch.nodeagent.volume.VolumeContext;
import io.navarch.nodeagent.volume.VolumeFailure;
import io.navarch.nodeagent.volume.VolumePlugin;
import java.nio.file.Path;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** {@code persistentVolumeClaim}, for volumes that are paths of the node: hostPath and local. */
@Component
@RequiredArgsConstructor
final class ClaimPlugin implements VolumePlugin {

  private static final ResourceType<PersistentVolumeClaim> CLAIMS =
      ResourceType.of(PersistentVolumeClaim.class);
  private static final ResourceType<PersistentVolume> VOLUMES =
      ResourceType.of(PersistentVolume.class);

  private final ApiClient api;

  @Override
  public String name() {
    return "kubernetes.io/local-volume";
  }

  @Override
  public boolean handles(Volume volume) {
    return volume.getPersistentVolumeClaim() != null || volume.getEphemeral() != null;
  }

  @Override
  public MountedVolume setUp(VolumeContext context) {
    var metadata = context.pod().getMetadata();
    var source = context.volume().getPersistentVolumeClaim();
    var name =
        source == null
            ? metadata.getName() + "-" + context.volume().getName()
            : source.getClaimName();
    var claim =
        api.find(CLAIMS, ResourceKey.of(metadata.getNamespace(), name))
            .orElseThrow(
                () -> new VolumeFailure("persistentvolumeclaim \"%s\" not found".formatted(name)));
    var bound = claim.getSpec().getVolumeName();
    if (bound == null || bound.isEmpty()) {
      throw new VolumeFailure("PVC is not bound");
    }
    var volume =
        api.find(VOLUMES, ResourceKey.of("", bound))
            .orElseThrow(
                () -> new VolumeFailure("persistentvolume \"%s\" not found".formatted(bound)));
    boolean readOnly = source != null && PodSpecs.isTrue(source.getReadOnly());
    return new MountedVolume(path(context, volume), readOnly);
  }

  private static Path path(VolumeContext context, PersistentVolume volume) {
    var spec = volume.getSpec();
    if (spec.getHostPath() != null) {
      var path = Path.of(spec.getHostPath().getPath());
      HostPaths.check(path, spec.getHostPath().getType());
      return path;
    }
    if (spec.getLocal() != null) {
      var path = Path.of(spec.getLocal().getPath());
      HostPaths.check(path, "Directory");
      Ownership.give(path, FileOwner.of(context.pod()).group(), false);
      return path;
    }
    throw new VolumeFailure("no volume plugin matched for " + volume.getMetadata().getName());
  }

  @Override
  public void tearDown(Path directory) {}
}
