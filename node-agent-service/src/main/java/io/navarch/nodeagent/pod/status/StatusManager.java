package io.navarch.nodeagent.pod.status;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.PatchKind;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.pod.spec.StaticMarks;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;

/**
 * Writes Pods' statuses to the API, each by its Pod's worker and only when it has changed. A status
 * that could not be written is written with the next look at the Pod.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public class StatusManager {

  private static final ResourceType<Pod> PODS = ResourceType.of(Pod.class);

  private final ApiClient api;
  private final Map<String, PodStatus> written = new ConcurrentHashMap<>();

  /** Makes the API show this status; answers whether it does. */
  public boolean write(Pod pod, PodStatus status) {
    var uid = PodSpecs.uid(pod);
    if (status.equals(written.get(uid))) {
      return true;
    }
    boolean isStatic = StaticMarks.isStatic(pod);
    var body =
        Map.of(
            "metadata",
            isStatic ? Map.of() : Map.of("uid", uid),
            "status",
            StatusPatch.to(status, shown(pod)));
    try {
      api.patchSubresource(PODS, ResourceKey.of(pod), "status", PatchKind.STRATEGIC, body);
      written.put(uid, status);
      return true;
    } catch (ApiException e) {
      if (isStatic && e.isNotFound()) {
        return false;
      }
      if (e.isNotFound() || e.isConflict()) {
        written.put(uid, status);
        return true;
      }
      log.atWarn()
          .addKeyValue("pod", PodSpecs.format(pod))
          .addKeyValue("error", e.getMessage())
          .log("status not written");
      return false;
    }
  }

  /** The types of the conditions that the API may have, by all that is known. */
  private Set<String> shown(Pod pod) {
    return Stream.of(
            Optional.ofNullable(pod.getStatus()),
            Optional.ofNullable(written.get(PodSpecs.uid(pod))))
        .flatMap(Optional::stream)
        .flatMap(status -> PodSpecs.orEmpty(status.getConditions()).stream())
        .map(PodCondition::getType)
        .collect(Collectors.toSet());
  }

  /** The status last written. */
  public Optional<PodStatus> find(String uid) {
    return Optional.ofNullable(written.get(uid));
  }

  /** Forgets a Pod that is gone. */
  public void forget(String uid) {
    written.remove(uid);
  }
}
