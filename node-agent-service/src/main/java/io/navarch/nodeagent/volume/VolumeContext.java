package io.navarch.nodeagent.volume;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import java.nio.file.Path;
import java.util.List;

/**
 * One volume of one Pod.
 *
 * @param podDirectory where all that belongs to the Pod lies
 * @param addresses the Pod's addresses, if it has them already
 */
public record VolumeContext(Pod pod, Volume volume, Path podDirectory, List<String> addresses) {

  /** Where a plugin keeps this volume. */
  public Path directory(String plugin) {
    return podDirectory
        .resolve("volumes")
        .resolve(plugin.replace('/', '~'))
        .resolve(volume.getName());
  }

  /** The group that owns the volume's files, if the Pod asks for one; -1 if not. */
  public long fsGroup() {
    return PodSpecs.securityContext(pod)
        .map(io.fabric8.kubernetes.api.model.PodSecurityContext::getFsGroup)
        .orElse(-1L);
  }
}
