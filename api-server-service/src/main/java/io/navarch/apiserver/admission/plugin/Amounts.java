package io.navarch.apiserver.admission.plugin;

import io.navarch.schema.quantity.Quantity;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import tools.jackson.databind.JsonNode;

/** Amounts by resource name, and the sums that a Pod stands for. */
final class Amounts {

  private Amounts() {}

  static Map<String, Quantity> of(JsonNode amounts) {
    var read = new TreeMap<String, Quantity>();
    amounts.forEachEntry((name, amount) -> read.put(name, Quantity.parse(amount.asString("0"))));
    return read;
  }

  static Quantity max(Quantity a, Quantity b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  /**
   * What a Pod needs at one time: all its containers and sidecars together, or more if an init
   * container with the sidecars before it needs more; and its overhead.
   *
   * @param field {@code requests} or {@code limits}
   */
  static Map<String, Quantity> ofPod(JsonNode pod, String field) {
    var total = new TreeMap<String, Quantity>();
    for (var container : PodTrees.containers(pod, "containers")) {
      merge(total, of(container.path("resources").path(field)), Quantity::plus);
    }
    var sidecars = new TreeMap<String, Quantity>();
    var peak = new TreeMap<String, Quantity>();
    for (var container : PodTrees.containers(pod, "initContainers")) {
      var own = of(container.path("resources").path(field));
      if (container.path("restartPolicy").asString("").equals("Always")) {
        merge(total, own, Quantity::plus);
        merge(sidecars, own, Quantity::plus);
        merge(peak, sidecars, Amounts::max);
      } else {
        merge(own, sidecars, Quantity::plus);
        merge(peak, own, Amounts::max);
      }
    }
    merge(total, peak, Amounts::max);
    total.putAll(of(pod.path("spec").path("resources").path(field)));
    if (field.equals("requests") || !total.isEmpty()) {
      of(pod.path("spec").path("overhead"))
          .forEach((name, amount) -> addOverhead(total, field, name, amount));
    }
    return total;
  }

  private static void addOverhead(
      Map<String, Quantity> total, String field, String name, Quantity amount) {
    if (field.equals("requests")) {
      total.merge(name, amount, Quantity::plus);
    } else {
      total.computeIfPresent(name, (_, present) -> present.plus(amount));
    }
  }

  private static void merge(
      Map<String, Quantity> into, Map<String, Quantity> other, BinaryOperator<Quantity> how) {
    other.forEach((name, amount) -> into.merge(name, amount, how));
  }
}
