package io.navarch.controller.job;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.PatchKind;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;

/** The finalizer by which a pod stays until it is counted. */
@RequiredArgsConstructor
final class Tracking {

  private static final ResourceType<Pod> PODS = ResourceType.of(Pod.class);

  private final ApiClient api;

  /** Lets the pod go as far as the Job is concerned; one that is gone already is no failure. */
  void release(Pod pod) {
    release(pod, Map.of());
  }

  /** As {@link #release(Pod)}, unless the pod has changed since it was read. */
  void releaseUnchanged(Pod pod) {
    release(pod, Map.of("resourceVersion", pod.getMetadata().getResourceVersion()));
  }

  private void release(Pod pod, Map<String, Object> conditions) {
    if (!JobFacts.isTracked(pod)) {
      return;
    }
    var metadata = new LinkedHashMap<String, Object>(conditions);
    metadata.put("uid", pod.getMetadata().getUid());
    metadata.put("$deleteFromPrimitiveList/finalizers", List.of(JobFacts.FINALIZER));
    try {
      api.patch(PODS, ResourceKey.of(pod), PatchKind.STRATEGIC, Map.of("metadata", metadata));
    } catch (ApiException e) {
      boolean replaced = e.isConflict() && conditions.isEmpty();
      if (!e.isNotFound() && !replaced) {
        throw e;
      }
    }
  }
}
