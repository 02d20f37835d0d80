package io.navarch.controller.volumeprotection;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.navarch.client.controller.Outcome;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.controller.Watches;
import io.navarch.client.transport.ApiClient;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Lets go of a volume that is being deleted as soon as no claim has it. */
@Component
@RequiredArgsConstructor
final class VolumeProtection implements Reconciler<PersistentVolume> {

  private static final String FINALIZER = "kubernetes.io/pv-protection";

  private final ApiClient api;

  @Override
  public String name() {
    return "pvprotection";
  }

  @Override
  public Watches<PersistentVolume> watches() {
    return Watches.of(PersistentVolume.class);
  }

  @Override
  public Outcome reconcile(PersistentVolume volume) {
    var meta = volume.getMetadata();
    if (meta.getDeletionTimestamp() != null
        && meta.getFinalizers().contains(FINALIZER)
        && !VolumeUse.isBound(volume)) {
      api.update(
          new PersistentVolumeBuilder(volume)
              .editMetadata()
              .removeFromFinalizers(FINALIZER)
              .endMetadata()
              .build());
    }
    return Outcome.done();
  }
}
