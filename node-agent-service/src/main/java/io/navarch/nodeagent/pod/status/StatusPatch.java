package io.navarch.nodeagent.pod.status;

import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A strategic merge patch that makes a status this one. */
final class StatusPatch {

  private StatusPatch() {}

  /**
   * Lists that merge by key are sent whole, so that nothing of another writer is lost; container
   * statuses replace each other, as do addresses. Of the conditions that the API shows, those that
   * have passed are taken away.
   */
  static Map<String, Object> to(PodStatus after, Set<String> shown) {
    var patch = new LinkedHashMap<String, Object>();
    patch.put("observedGeneration", after.getObservedGeneration());
    patch.put("phase", after.getPhase());
    patch.put("reason", after.getReason());
    patch.put("message", after.getMessage());
    patch.put("startTime", after.getStartTime());
    patch.put("hostIP", after.getHostIP());
    patch.put("hostIPs", instead(after.getHostIPs()));
    patch.put("podIP", after.getPodIP());
    patch.put("podIPs", instead(after.getPodIPs()));
    patch.put("qosClass", after.getQosClass());
    patch.put("conditions", conditions(PodSpecs.orEmpty(after.getConditions()), shown));
    patch.put("containerStatuses", after.getContainerStatuses());
    if (!PodSpecs.orEmpty(after.getInitContainerStatuses()).isEmpty()) {
      patch.put("initContainerStatuses", after.getInitContainerStatuses());
    }
    if (!PodSpecs.orEmpty(after.getEphemeralContainerStatuses()).isEmpty()) {
      patch.put("ephemeralContainerStatuses", after.getEphemeralContainerStatuses());
    }
    return patch;
  }

  private static List<Map<String, Object>> conditions(
      List<PodCondition> conditions, Set<String> shown) {
    var result = new ArrayList<Map<String, Object>>();
    conditions.stream().map(StatusPatch::condition).forEach(result::add);
    var held = conditions.stream().map(PodCondition::getType).toList();
    PodConditions.PASSING.stream()
        .filter(type -> shown.contains(type) && !held.contains(type))
        .map(type -> Map.<String, Object>of("$patch", "delete", "type", type))
        .forEach(result::add);
    return result;
  }

  /** Absent words are sent as null, or those of the condition's last state would stay. */
  private static Map<String, Object> condition(PodCondition condition) {
    var result = new LinkedHashMap<String, Object>();
    result.put("type", condition.getType());
    result.put("status", condition.getStatus());
    result.put("reason", condition.getReason());
    result.put("message", condition.getMessage());
    result.put("lastTransitionTime", condition.getLastTransitionTime());
    result.put("observedGeneration", condition.getObservedGeneration());
    return result;
  }

  /** An address that is not the Pod's any more, or not the node's, must not stay. */
  private static List<Object> instead(@Nullable List<?> addresses) {
    var result = new ArrayList<Object>();
    result.add(Map.of("$patch", "replace"));
    if (addresses != null) {
      result.addAll(addresses);
    }
    return result;
  }
}
