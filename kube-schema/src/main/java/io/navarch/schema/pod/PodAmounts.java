package io.navarch.schema.pod;

import io.navarch.schema.quantity.Quantity;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Amounts by resource name, and the sums that a Pod stands for. Pure. */
public final class PodAmounts {

  private PodAmounts() {}

  /** Reads a resource list. */
  public static Map<String, Quantity> of(JsonNode amounts) {
    var read = new TreeMap<String, Quantity>();
    amounts.forEachEntry((name, amount) -> read.put(name, Quantity.parse(amount.asString("0"))));
    return read;
  }

  /**
   * What a Pod asks for at one time: all its containers and sidecars together, or more if an init
   * container with the sidecars before it needs more; and its overhead.
   *
   * @param field {@code requests} or {@code limits}
   */
  public static Map<String, Quantity> asked(JsonNode pod, String field) {
    return sum(pod, field, container -> of(container.path("resources").path(field)));
  }

  /**
   * As {@link #asked}, but of containers that are being resized the larger of what they ask for and
   * what they still have (KEP-1287).
   */
  public static Map<String, Quantity> held(JsonNode pod, String field) {
    var resizing = new Resizing(pod, field);
    return sum(pod, field, resizing::of);
  }

  private static Map<String, Quantity> sum(
      JsonNode pod, String field, Function<JsonNode, Map<String, Quantity>> ofContainer) {
    var total = new TreeMap<String, Quantity>();
    for (var container : pod.path("spec").path("containers")) {
      merge(total, ofContainer.apply(container), Quantity::plus);
    }
    var sidecars = new TreeMap<String, Quantity>();
    var peak = new TreeMap<String, Quantity>();
    for (var container : pod.path("spec").path("initContainers")) {
      var own = new TreeMap<>(ofContainer.apply(container));
      if (container.path("restartPolicy").asString("").equals("Always")) {
        merge(total, own, Quantity::plus);
        merge(sidecars, own, Quantity::plus);
        merge(peak, sidecars, PodAmounts::max);
      } else {
        merge(own, sidecars, Quantity::plus);
        merge(peak, own, PodAmounts::max);
      }
    }
    merge(total, peak, PodAmounts::max);
    total.putAll(of(pod.path("spec").path("resources").path(field)));
    of(pod.path("spec").path("overhead"))
        .forEach((name, amount) -> addOverhead(total, field, name, amount));
    return total;
  }

  /** Overhead is always requested, but bounds only what is bounded. */
  private static void addOverhead(
      Map<String, Quantity> total, String field, String name, Quantity amount) {
    if (field.equals("requests")) {
      total.merge(name, amount, Quantity::plus);
    } else {
      total.computeIfPresent(name, (_, present) -> present.plus(amount));
    }
  }

  static Quantity max(Quantity a, Quantity b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  static void merge(
      Map<String, Quantity> into, Map<String, Quantity> other, BinaryOperator<Quantity> how) {
    other.forEach((name, amount) -> into.merge(name, amount, how));
  }
}
