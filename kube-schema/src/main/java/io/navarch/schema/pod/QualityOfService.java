package io.navarch.schema.pod;

import io.navarch.schema.quantity.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How firmly a Pod's resources are promised: {@code status.qosClass}. Pure. */
public final class QualityOfService {

  private static final List<String> COUNTED = List.of("cpu", "memory");

  private QualityOfService() {}

  /** The class of a Pod: BestEffort, Burstable or Guaranteed. */
  public static String of(JsonNode pod) {
    var spec = pod.path("spec");
    if (!spec.path("resources").isEmpty()) {
      return of(Stream.of(spec.path("resources")).toList());
    }
    return of(
        Stream.concat(
                spec.path("containers").valueStream(), spec.path("initContainers").valueStream())
            .map(container -> container.path("resources"))
            .toList());
  }

  private static String of(List<JsonNode> holders) {
    var requests = new HashMap<String, Quantity>();
    var limits = new HashMap<String, Quantity>();
    boolean guaranteed = true;
    for (var resources : holders) {
      add(requests, resources.path("requests"));
      guaranteed &= add(limits, resources.path("limits")) == COUNTED.size();
    }
    if (requests.isEmpty() && limits.isEmpty()) {
      return "BestEffort";
    }
    boolean equal =
        requests.size() == limits.size()
            && requests.entrySet().stream()
                .allMatch(e -> same(e.getValue(), limits.get(e.getKey())));
    return guaranteed && equal ? "Guaranteed" : "Burstable";
  }

  private static boolean same(Quantity request, @Nullable Quantity limit) {
    return limit != null && request.compareTo(limit) == 0;
  }

  /** Adds what is more than nothing, and says how many resources that were. */
  private static int add(Map<String, Quantity> sums, JsonNode amounts) {
    int counted = 0;
    for (var name : COUNTED) {
      var text = amounts.path(name).asString("");
      var amount = text.isEmpty() ? Quantity.ZERO : Quantity.parse(text);
      if (!amount.isZero() && !amount.isNegative()) {
        counted++;
        sums.merge(name, amount, Quantity::plus);
      }
    }
    return counted;
  }
}
