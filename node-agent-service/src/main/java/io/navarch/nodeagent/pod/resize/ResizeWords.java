package io.navarch.nodeagent.pod.resize;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.pod.resize.Allocation.Amounts;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** What events tell of resizes. */
final class ResizeWords {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ResizeWords() {}

  static String pending(Pod pod, String reason, String error) {
    return "Pod resize %s: %s".formatted(reason, details(pod, error));
  }

  static String started(Pod pod) {
    return "Pod resize started: " + details(pod, "");
  }

  static String completed(Pod pod) {
    return "Pod resize completed: " + details(pod, "");
  }

  static String failed(Pod pod, String error) {
    return "Pod resize error: " + details(pod, error);
  }

  private static String details(Pod pod, String error) {
    var result = new LinkedHashMap<String, Object>();
    var init = containers(PodSpecs.initContainers(pod));
    if (!init.isEmpty()) {
      result.put("initContainers", init);
    }
    result.put("containers", containers(PodSpecs.containers(pod)));
    result.put("generation", pod.getMetadata().getGeneration());
    if (!error.isEmpty()) {
      result.put("error", error);
    }
    return JSON.writeValueAsString(result);
  }

  private static List<Map<String, Object>> containers(List<Container> containers) {
    return containers.stream()
        .map(c -> Map.of("name", c.getName(), "resources", resources(Amounts.of(c.getResources()))))
        .map(m -> (Map<String, Object>) new TreeMap<String, Object>(m))
        .toList();
  }

  private static Map<String, Object> resources(Amounts amounts) {
    var result = new LinkedHashMap<String, Object>();
    if (!amounts.limits().isEmpty()) {
      result.put("limits", new TreeMap<>(amounts.limits()));
    }
    if (!amounts.requests().isEmpty()) {
      result.put("requests", new TreeMap<>(amounts.requests()));
    }
    return result;
  }
}
