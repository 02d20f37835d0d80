package io.navarch.apiserver.defaulting;

import io.navarch.schema.quantity.Quantity;
import io.navarch.schema.quantity.QuantityFormatException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What containers and Pods ask for where only a limit, or only the other level, is stated. */
final class PodResourceDefaults {

  private static final String HUGE_PAGES = "hugepages-";

  private PodResourceDefaults() {}

  /** A limit range's defaults follow from its bounds. */
  static void containerLimits(ObjectNode item) {
    var limits = item.withObjectProperty("default");
    fill(limits, item.path("max"));
    var requests = item.withObjectProperty("defaultRequest");
    fill(requests, limits);
    fill(requests, item.path("min"));
  }

  static void requestsFromLimits(ObjectNode pod) {
    for (var list : List.of("containers", "initContainers")) {
      for (var container : pod.path("spec").path(list)) {
        var limits = container.path("resources").path("limits");
        if (!limits.isEmpty() && container.get("resources") instanceof ObjectNode resources) {
          fill(resources.withObjectProperty("requests"), limits);
        }
      }
    }
  }

  private static void fill(ObjectNode target, JsonNode source) {
    source.properties().forEach(e -> target.putIfAbsent(e.getKey(), e.getValue()));
  }

  /** Requests and huge page limits of the Pod as a whole, if it states any resources itself. */
  static void podLevelResources(ObjectNode pod) {
    if (!(pod.path("spec").get("resources") instanceof ObjectNode resources)) {
      return;
    }
    var requests = resources.path("requests");
    if (resources.path("limits").isEmpty() && requests.isEmpty()) {
      return;
    }
    aggregate(pod, "limits")
        .forEach((name, amount) -> {
          if (name.startsWith(HUGE_PAGES) && !requests.has(name)) {
            resources.withObjectProperty("limits").putIfAbsent(name, text(resources, amount));
          }
        });
    var limits = resources.path("limits");
    if (limits.isEmpty()) {
      return;
    }
    var filled = resources.objectNode();
    fill(filled, requests);
    aggregate(pod, "requests")
        .forEach((name, amount) -> {
          if (name.equals("cpu") || name.equals("memory")) {
            filled.putIfAbsent(name, text(resources, amount));
          }
        });
    limits.properties().stream()
        .filter(e -> isPodLevel(e.getKey()))
        .forEach(e -> filled.putIfAbsent(e.getKey(), e.getValue()));
    if (!filled.isEmpty()) {
      resources.set("requests", filled);
    }
  }

  private static JsonNode text(ObjectNode factory, Quantity amount) {
    return factory.stringNode(amount.toString());
  }

  private static boolean isPodLevel(String name) {
    return name.equals("cpu") || name.equals("memory") || name.startsWith(HUGE_PAGES);
  }

  /**
   * Containers run together; init containers run before them, one after the other, beside the
   * restartable ones that were started so far.
   */
  private static Map<String, Quantity> aggregate(ObjectNode pod, String list) {
    var total = new LinkedHashMap<String, Quantity>();
    for (var container : pod.path("spec").path("containers")) {
      combine(total, amounts(container, list), Quantity::plus);
    }
    var sidecars = new LinkedHashMap<String, Quantity>();
    var initial = new LinkedHashMap<String, Quantity>();
    for (var container : pod.path("spec").path("initContainers")) {
      var amounts = amounts(container, list);
      if (container.path("restartPolicy").asString("").equals("Always")) {
        combine(total, amounts, Quantity::plus);
        combine(sidecars, amounts, Quantity::plus);
        combine(initial, sidecars, PodResourceDefaults::larger);
      } else {
        combine(amounts, sidecars, Quantity::plus);
        combine(initial, amounts, PodResourceDefaults::larger);
      }
    }
    combine(total, initial, PodResourceDefaults::larger);
    return total;
  }

  private static Quantity larger(Quantity a, Quantity b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static void combine(
      Map<String, Quantity> target, Map<String, Quantity> more, BinaryOperator<Quantity> with) {
    more.forEach((name, amount) -> target.merge(name, amount, with));
  }

  private static Map<String, Quantity> amounts(JsonNode container, String list) {
    var result = new LinkedHashMap<String, Quantity>();
    for (var entry : container.path("resources").path(list).properties()) {
      try {
        result.put(entry.getKey(), Quantity.parse(entry.getValue().asString()));
      } catch (QuantityFormatException e) {
        result.remove(entry.getKey()); // malformed; validation says so
      }
    }
    return result;
  }
}
