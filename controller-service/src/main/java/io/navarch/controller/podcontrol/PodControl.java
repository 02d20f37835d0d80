package io.navarch.controller.podcontrol;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.navarch.client.event.EventRecorder;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import lombok.RequiredArgsConstructor;

/** Creates and deletes pods for an owner and tells of it at the owner. */
@RequiredArgsConstructor
public final class PodControl {

  private static final ResourceType<Pod> PODS = ResourceType.of(Pod.class);

  private final ApiClient api;
  private final EventRecorder events;

  /** A pod as the template describes it, controlled by the owner, its name still to be made. */
  public static Pod fromTemplate(HasMetadata owner, PodTemplateSpec template) {
    var metadata = template.getMetadata();
    var builder =
        new ObjectMetaBuilder()
            .withNamespace(owner.getMetadata().getNamespace())
            .withGenerateName(owner.getMetadata().getName() + "-")
            .withOwnerReferences(Owners.controlledBy(owner));
    if (metadata != null) {
      builder
          .withLabels(metadata.getLabels())
          .withAnnotations(metadata.getAnnotations())
          .withFinalizers(metadata.getFinalizers());
    }
    return new PodBuilder().withMetadata(builder.build()).withSpec(template.getSpec()).build();
  }

  /** Creates a pod; a failure is told and thrown, unless the namespace is going anyway. */
  public Pod create(HasMetadata owner, Pod pod) {
    try {
      var created = api.create(pod);
      events.normal(owner, "SuccessfulCreate", "Created pod: " + created.getMetadata().getName());
      return created;
    } catch (ApiException e) {
      if (!e.hasCause("NamespaceTerminating")) {
        events.warning(owner, "FailedCreate", "Error creating: " + e.getMessage());
      }
      throw e;
    }
  }

  /** Deletes exactly this pod; one that is gone already is no failure. */
  public void delete(HasMetadata owner, Pod pod) {
    var options =
        new DeleteOptionsBuilder()
            .withNewPreconditions()
            .withUid(pod.getMetadata().getUid())
            .endPreconditions()
            .build();
    try {
      api.delete(PODS, ResourceKey.of(pod), options);
      events.normal(owner, "SuccessfulDelete", "Deleted pod: " + pod.getMetadata().getName());
    } catch (ApiException e) {
      if (e.isNotFound() || e.isConflict()) {
        return;
      }
      events.warning(owner, "FailedDelete", "Error deleting: " + e.getMessage());
      throw e;
    }
  }
}
