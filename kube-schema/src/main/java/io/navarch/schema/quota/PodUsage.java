package io.navarch.schema.quota;

import io.navarch.schema.pod.PodAmounts;
import io.navarch.schema.quantity.Quantity;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What Pods use. Pure. */
final class PodUsage {

  private static final String REQUESTS = "requests.";
  private static final String LIMITS = "limits.";
  private static final String HUGE_PAGES = "hugepages-";
  private static final Set<String> PLAIN = Set.of("cpu", "memory", "ephemeral-storage");

  private static final Set<String> TO_BE_TOLD =
      Set.of("cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory");

  private PodUsage() {}

  static boolean isName(String name) {
    if (name.startsWith(REQUESTS)) {
      var rest = name.substring(REQUESTS.length());
      return isRequested(rest) || isExtended(rest);
    }
    return PLAIN.contains(name)
        || name.startsWith(HUGE_PAGES)
        || (name.startsWith(LIMITS) && PLAIN.contains(name.substring(LIMITS.length())));
  }

  private static boolean isRequested(String resource) {
    return PLAIN.contains(resource) || resource.startsWith(HUGE_PAGES);
  }

  private static boolean isExtended(String resource) {
    return resource.contains("/") && !resource.startsWith("kubernetes.io/");
  }

  static void add(JsonNode pod, Instant now, Map<String, Quantity> usage) {
    if (isOver(pod, now)) {
      return;
    }
    usage.put("pods", Quantity.of(1));
    usage.putAll(named(PodAmounts.held(pod, "requests"), PodAmounts.held(pod, "limits")));
  }

  private static Map<String, Quantity> named(
      Map<String, Quantity> requests, Map<String, Quantity> limits) {
    var named = new TreeMap<String, Quantity>();
    requests.forEach((resource, amount) -> {
      if (isRequested(resource)) {
        named.put(resource, amount);
      }
      if (isRequested(resource) || isExtended(resource)) {
        named.put(REQUESTS + resource, amount);
      }
    });
    limits.forEach((resource, amount) -> {
      if (PLAIN.contains(resource)) {
        named.put(LIMITS + resource, amount);
      }
    });
    return named;
  }

  private static boolean isOver(JsonNode pod, Instant now) {
    var phase = pod.path("status").path("phase").asString("");
    if (phase.equals("Failed") || phase.equals("Succeeded")) {
      return true;
    }
    var metadata = pod.path("metadata");
    var deletion = metadata.path("deletionTimestamp").asString("");
    var grace = metadata.path("deletionGracePeriodSeconds");
    return !deletion.isEmpty()
        && grace.isNumber()
        && now.isAfter(Instant.parse(deletion).plusSeconds(grace.asLong()));
  }

  /** What bounds CPU or memory must be told for each container, or for the Pod as a whole. */
  static String complaint(JsonNode pod, Set<String> bounded) {
    var required = new HashSet<>(bounded);
    required.retainAll(TO_BE_TOLD);
    required.removeAll(told(pod.path("spec").path("resources")));
    var silent = new TreeMap<String, Set<String>>();
    Stream.concat(
            pod.path("spec").path("containers").valueStream(),
            pod.path("spec").path("initContainers").valueStream())
        .forEach(container -> {
          var missing = new HashSet<>(required);
          missing.removeAll(told(container.path("resources")));
          missing.forEach(name ->
              silent
                  .computeIfAbsent(name, _ -> new TreeSet<>())
                  .add(container.path("name").asString("")));
        });
    return silent.isEmpty()
        ? ""
        : silent.entrySet().stream()
            .map(e -> e.getKey() + " for: " + String.join(",", e.getValue()))
            .collect(Collectors.joining("; ", "must specify ", ""));
  }

  private static Set<String> told(JsonNode resources) {
    return named(PodAmounts.of(resources.path("requests")), PodAmounts.of(resources.path("limits")))
        .keySet();
  }
}
