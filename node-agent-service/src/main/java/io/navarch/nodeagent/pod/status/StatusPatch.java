package io.navarch.nodeagent.pod.status;

import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A strategic merge patch that turns one status into another. */
final class StatusPatch {

  private StatusPatch() {}

  /**
   * Lists that merge by key are sent whole, so that nothing of another writer is lost; container
   * statuses replace each other.
   */
  static Map<String, Object> between(@Nullable PodStatus before, PodStatus after) {
    var patch = new LinkedHashMap<String, Object>();
    patch.put("observedGeneration", after.getObservedGeneration());
    patch.put("phase", after.getPhase());
    patch.put("reason", after.getReason());
    patch.put("message", after.getMessage());
    patch.put("startTime", after.getStartTime());
    patch.put("hostIP", after.getHostIP());
    patch.put("hostIPs", after.getHostIPs());
    patch.put("podIP", after.getPodIP());
    patch.put("podIPs", podIps(before, after));
    patch.put("qosClass", after.getQosClass());
    patch.put(
        "conditions",
        PodSpecs.orEmpty(after.getConditions()).stream().map(StatusPatch::condition).toList());
    patch.put("containerStatuses", after.getContainerStatuses());
    if (!PodSpecs.orEmpty(after.getInitContainerStatuses()).isEmpty()) {
      patch.put("initContainerStatuses", after.getInitContainerStatuses());
    }
    if (!PodSpecs.orEmpty(after.getEphemeralContainerStatuses()).isEmpty()) {
      patch.put("ephemeralContainerStatuses", after.getEphemeralContainerStatuses());
    }
    return patch;
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

  private static List<Object> podIps(@Nullable PodStatus before, PodStatus after) {
    var result = new ArrayList<Object>(PodSpecs.orEmpty(after.getPodIPs()));
    if (before != null) {
      for (var old : PodSpecs.orEmpty(before.getPodIPs())) {
        if (PodSpecs.orEmpty(after.getPodIPs()).stream()
            .noneMatch(ip -> ip.getIp().equals(old.getIp()))) {
          result.add(Map.of("$patch", "delete", "ip", old.getIp()));
        }
      }
    }
    return result;
  }
}
