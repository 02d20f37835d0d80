package io.navarch.controller.volumeprotection;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import java.util.stream.Stream;

/** Who uses claims and volumes. */
final class VolumeUse {

  private VolumeUse() {}

  /** The names of the claims that a pod uses, in its own namespace. */
  static Stream<String> claims(Pod pod) {
    return pod.getSpec().getVolumes().stream()
        .flatMap(volume -> {
          if (volume.getPersistentVolumeClaim() != null) {
            return Stream.of(volume.getPersistentVolumeClaim().getClaimName());
          }
          return volume.getEphemeral() == null
              ? Stream.empty()
              : Stream.of(pod.getMetadata().getName() + "-" + volume.getName());
        });
  }

  /** Whether the pod may have its volumes mounted: it has a node and is not gone from it. */
  static boolean mayMount(Pod pod) {
    var meta = pod.getMetadata();
    boolean isGone =
        meta.getDeletionTimestamp() != null
            && Long.valueOf(0).equals(meta.getDeletionGracePeriodSeconds());
    return pod.getSpec().getNodeName() != null && !pod.getSpec().getNodeName().isEmpty() && !isGone;
  }

  /** Whether a claim has the volume. */
  static boolean isBound(PersistentVolume volume) {
    return Optional.ofNullable(volume.getStatus())
        .filter(status -> "Bound".equals(status.getPhase()))
        .isPresent();
  }
}
