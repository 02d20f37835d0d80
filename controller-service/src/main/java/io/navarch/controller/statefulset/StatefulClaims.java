package io.navarch.controller.statefulset;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.navarch.client.event.EventRecorder;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.ResourceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

/** The claims of a StatefulSet's pods: made before the pod, kept or ended as the set says. */
@RequiredArgsConstructor
final class StatefulClaims {

  private static final String DELETE = "Delete";

  private final ApiClient api;
  private final EventRecorder events;
  private final Lister<PersistentVolumeClaim> claims;

  /** Makes what an ordinal lacks. */
  void make(StatefulSet set, int ordinal) {
    for (var template : set.getSpec().getVolumeClaimTemplates()) {
      var claim = claim(set, template, ordinal);
      if (claims.find(ResourceKey.of(claim)).isEmpty()) {
        create(set, ordinal, claim);
      }
    }
  }

  private void create(StatefulSet set, int ordinal, PersistentVolumeClaim claim) {
    var subject =
        "create Claim %s Pod %s in StatefulSet %s "
            .formatted(
                claim.getMetadata().getName(),
                StatefulPods.name(set, ordinal),
                set.getMetadata().getName());
    try {
      api.create(claim);
      events.normal(set, "SuccessfulCreate", subject + "success");
    } catch (ApiException e) {
      if (!e.isAlreadyExists()) {
        events.warning(set, "FailedCreate", subject + "failed error: " + e.getMessage());
        throw e;
      }
    }
  }

  private static PersistentVolumeClaim claim(
      StatefulSet set, PersistentVolumeClaim template, int ordinal) {
    var labels = new HashMap<>(orEmpty(template.getMetadata().getLabels()));
    labels.putAll(orEmpty(set.getSpec().getSelector().getMatchLabels()));
    return new PersistentVolumeClaimBuilder(template)
        .editMetadata()
        .withName(StatefulPods.claimName(set, template, ordinal))
        .withNamespace(set.getMetadata().getNamespace())
        .withLabels(labels)
        .endMetadata()
        .withStatus(null)
        .build();
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> labels) {
    return labels == null ? Map.of() : labels;
  }

  /**
   * Lets the claims of an ordinal go with whom the retention policy says.
   *
   * @param condemned the pod, if it is beyond the wanted number
   */
  void align(StatefulSet set, int ordinal, Optional<Pod> condemned) {
    var policy = set.getSpec().getPersistentVolumeClaimRetentionPolicy();
    boolean withSet = policy != null && DELETE.equals(policy.getWhenDeleted());
    boolean withPod = policy != null && DELETE.equals(policy.getWhenScaled());
    var wanted = new ArrayList<OwnerReference>();
    if (withPod && condemned.isPresent()) {
      wanted.add(reference(condemned.get()));
    } else if (withSet) {
      wanted.add(reference(set));
    }
    for (var template : set.getSpec().getVolumeClaimTemplates()) {
      var key =
          ResourceKey.of(
              set.getMetadata().getNamespace(), StatefulPods.claimName(set, template, ordinal));
      claims.find(key).ifPresent(claim -> own(set, ordinal, claim, wanted));
    }
  }

  private void own(
      StatefulSet set, int ordinal, PersistentVolumeClaim claim, List<OwnerReference> wanted) {
    var present = claim.getMetadata().getOwnerReferences();
    var references =
        new ArrayList<>(
            present.stream().filter(reference -> !isOurs(set, ordinal, reference)).toList());
    references.addAll(wanted);
    if (!references.equals(present)) {
      api.update(
          new PersistentVolumeClaimBuilder(claim)
              .editMetadata()
              .withOwnerReferences(references)
              .endMetadata()
              .build());
    }
  }

  private static boolean isOurs(StatefulSet set, int ordinal, OwnerReference reference) {
    return reference.getUid().equals(set.getMetadata().getUid())
        || ("Pod".equals(reference.getKind())
            && reference.getName().equals(StatefulPods.name(set, ordinal)));
  }

  private static OwnerReference reference(HasMetadata owner) {
    return new OwnerReferenceBuilder()
        .withApiVersion(owner.getApiVersion())
        .withKind(owner.getKind())
        .withName(owner.getMetadata().getName())
        .withUid(owner.getMetadata().getUid())
        .build();
  }
}
