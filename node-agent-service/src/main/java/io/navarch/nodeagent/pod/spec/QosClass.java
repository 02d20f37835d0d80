package io.navarch.nodeagent.pod.spec;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How firmly a Pod's resources are promised. */
public enum QosClass {
  GUARANTEED("Guaranteed", ""),
  BURSTABLE("Burstable", "burstable"),
  BEST_EFFORT("BestEffort", "besteffort");

  private static final List<String> COUNTED = List.of("cpu", "memory");

  private final String apiName;
  private final String cgroup;

  QosClass(String apiName, String cgroup) {
    this.apiName = apiName;
    this.cgroup = cgroup;
  }

  /** As the API spells it. */
  public String apiName() {
    return apiName;
  }

  /** Name of the class's cgroup; empty: Pods lie directly below the root. */
  public String cgroup() {
    return cgroup;
  }

  /** The class that a Pod's requests and limits make. */
  public static QosClass of(Pod pod) {
    var podLevel = pod.getSpec().getResources();
    if (podLevel != null
        && (!counted(podLevel.getRequests()).isEmpty()
            || !counted(podLevel.getLimits()).isEmpty())) {
      return classOf(
          counted(podLevel.getRequests()),
          counted(podLevel.getLimits()),
          hasAll(podLevel.getLimits()));
    }
    var requests = new HashMap<String, Amount>();
    var limits = new HashMap<String, Amount>();
    boolean everyLimit = true;
    for (var container : containers(pod)) {
      var resources = container.getResources();
      counted(resources == null ? null : resources.getRequests())
          .forEach((name, amount) -> requests.merge(name, amount, Amount::plus));
      counted(resources == null ? null : resources.getLimits())
          .forEach((name, amount) -> limits.merge(name, amount, Amount::plus));
      everyLimit &= hasAll(resources == null ? null : resources.getLimits());
    }
    return classOf(requests, limits, everyLimit);
  }

  private static QosClass classOf(
      Map<String, Amount> requests, Map<String, Amount> limits, boolean everyLimit) {
    if (requests.isEmpty() && limits.isEmpty()) {
      return BEST_EFFORT;
    }
    return everyLimit && requests.equals(limits) ? GUARANTEED : BURSTABLE;
  }

  private static List<Container> containers(Pod pod) {
    return Stream.concat(PodSpecs.containers(pod).stream(), PodSpecs.initContainers(pod).stream())
        .toList();
  }

  private static boolean hasAll(@Nullable Map<String, Quantity> limits) {
    return counted(limits).size() == COUNTED.size();
  }

  private static Map<String, Amount> counted(@Nullable Map<String, Quantity> quantities) {
    var result = new HashMap<String, Amount>();
    if (quantities != null) {
      for (var name : COUNTED) {
        var quantity = quantities.get(name);
        if (quantity != null && quantity.getNumericalAmount().signum() > 0) {
          result.put(name, new Amount(quantity.getNumericalAmount().stripTrailingZeros()));
        }
      }
    }
    return result;
  }

  /** An amount whose equality ignores how it was written. */
  private record Amount(java.math.BigDecimal value) {

    Amount plus(Amount other) {
      return new Amount(value.add(other.value).stripTrailingZeros());
    }
  }
}
