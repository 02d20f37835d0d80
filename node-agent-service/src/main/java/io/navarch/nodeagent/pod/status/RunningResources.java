package io.navarch.nodeagent.pod.status;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.navarch.nodeagent.pod.config.ContainerResources;
import io.navarch.nodeagent.pod.spec.Amounts;
import io.navarch.nodeagent.runtime.LinuxResources;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a running container really has: what it was given, corrected by what the runtime tells. The
 * kernel counts more coarsely than the API, so an amount that the kernel can't tell from what was
 * given stays as it was written. Pure.
 */
final class RunningResources {

  private static final long MILLI = 1000;
  private static final long SHARES_PER_CPU = 1024;
  private static final String CPU = "cpu";
  private static final String MEMORY = "memory";

  private RunningResources() {}

  static ResourceRequirements of(ResourceRequirements given, Optional<LinuxResources> told) {
    if (told.isEmpty()) {
      return given;
    }
    var seen = told.get();
    var limits = copy(given.getLimits());
    var requests = copy(given.getRequests());
    if (seen.cpuPeriod() > 0 && seen.cpuQuota() > 0) {
      limits.computeIfPresent(
          CPU,
          (_, limit) ->
              ContainerResources.quota(Amounts.thousandths(limit)) == seen.cpuQuota()
                  ? limit
                  : milli(Math.ceilDiv(seen.cpuQuota() * MILLI, seen.cpuPeriod())));
    }
    if (seen.cpuShares() > 0) {
      requests.computeIfPresent(
          CPU,
          (_, request) ->
              ContainerResources.shares(Amounts.thousandths(request)) == seen.cpuShares()
                  ? request
                  : milli(Math.ceilDiv(seen.cpuShares() * MILLI, SHARES_PER_CPU)));
    }
    if (seen.memoryLimit() > 0) {
      limits.computeIfPresent(
          MEMORY,
          (_, limit) ->
              Amounts.units(limit) == seen.memoryLimit()
                  ? limit
                  : new Quantity(Long.toString(seen.memoryLimit())));
    }
    return new ResourceRequirementsBuilder(given).withLimits(limits).withRequests(requests).build();
  }

  private static Map<String, Quantity> copy(@Nullable Map<String, Quantity> quantities) {
    return quantities == null ? new LinkedHashMap<>() : new LinkedHashMap<>(quantities);
  }

  private static Quantity milli(long amount) {
    return Quantity.parse(amount + "m");
  }
}
