package io.navarch.scheduler.snapshot;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

/**
 * What a Pod asks of a node: the sum over its containers, or what an init container needs beside
 * the sidecars started before it, whichever is more; Pod-level requests and overhead as KEP-2837
 * and KEP-688 say.
 */
@RequiredArgsConstructor
public final class PodRequests {

  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  private final ResourceIndex index;

  /** The amounts a Pod of this spec asks for; PODS is 1. */
  public Amounts of(PodSpec spec) {
    var running = Amounts.NONE;
    for (var container : spec.getContainers()) {
      running = running.plus(of(container));
    }
    var sidecars = Amounts.NONE;
    var starting = Amounts.NONE;
    for (var container : spec.getInitContainers()) {
      var own = of(container);
      if ("Always".equals(container.getRestartPolicy())) {
        sidecars = sidecars.plus(own);
        starting = starting.max(sidecars);
      } else {
        starting = starting.max(sidecars.plus(own));
      }
    }
    var total = override(running.plus(sidecars).max(starting), requests(spec.getResources()));
    return total.plus(amounts(spec.getOverhead())).with(ResourceIndex.PODS, 1);
  }

  /** A node's amounts, for example its allocatable ones. */
  public Amounts amounts(@Nullable Map<String, Quantity> quantities) {
    var result = Amounts.NONE;
    if (quantities != null) {
      for (var entry : quantities.entrySet()) {
        int resource = index.of(entry.getKey());
        result = result.with(resource, amount(resource, entry.getValue()));
      }
    }
    return result;
  }

  private Amounts of(Container container) {
    return amounts(requests(container.getResources()));
  }

  private Amounts override(Amounts base, Map<String, Quantity> podLevel) {
    var result = base;
    for (var entry : podLevel.entrySet()) {
      int resource = index.of(entry.getKey());
      result = result.with(resource, amount(resource, entry.getValue()));
    }
    return result;
  }

  private static Map<String, Quantity> requests(@Nullable ResourceRequirements resources) {
    return resources == null || resources.getRequests() == null
        ? Map.of()
        : resources.getRequests();
  }

  private static long amount(int resource, Quantity quantity) {
    var exact = quantity.getNumericalAmount();
    var scaled = resource == ResourceIndex.CPU ? exact.movePointRight(3) : exact;
    return scaled.setScale(0, RoundingMode.CEILING).min(MAX).longValue();
  }
}
