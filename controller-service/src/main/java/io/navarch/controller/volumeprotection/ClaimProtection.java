package io.navarch.controller.volumeprotection;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.client.controller.Outcome;
import io.navarch.client.controller.Reconciler;
import io.navarch.client.controller.Watches;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ResourceKey;
import org.springframework.stereotype.Component;

/** Lets go of a claim that is being deleted as soon as no pod uses it. */
@Component
final class ClaimProtection implements Reconciler<PersistentVolumeClaim> {

  private static final String FINALIZER = "kubernetes.io/pvc-protection";

  private final ApiClient api;
  private final Lister<Pod> pods;

  ClaimProtection(ApiClient api, Informers informers) {
    this.api = api;
    this.pods = informers.lister(Pod.class);
  }

  @Override
  public String name() {
    return "pvcprotection";
  }

  @Override
  public Watches<PersistentVolumeClaim> watches() {
    return Watches.of(PersistentVolumeClaim.class)
        .mapping(
            Pod.class,
            pod ->
                VolumeUse.claims(pod)
                    .map(name -> ResourceKey.of(pod.getMetadata().getNamespace(), name))
                    .toList());
  }

  @Override
  public Outcome reconcile(PersistentVolumeClaim claim) {
    var meta = claim.getMetadata();
    if (meta.getDeletionTimestamp() != null
        && meta.getFinalizers().contains(FINALIZER)
        && pods.inNamespace(meta.getNamespace()).stream().noneMatch(pod -> uses(pod, claim))) {
      api.update(
          new PersistentVolumeClaimBuilder(claim)
              .editMetadata()
              .removeFromFinalizers(FINALIZER)
              .endMetadata()
              .build());
    }
    return Outcome.done();
  }

  private static boolean uses(Pod pod, PersistentVolumeClaim claim) {
    return VolumeUse.mayMount(pod)
        && VolumeUse.claims(pod).anyMatch(claim.getMetadata().getName()::equals);
  }
}
