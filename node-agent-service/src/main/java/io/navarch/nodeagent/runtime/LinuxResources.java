package io.navarch.nodeagent.runtime;

import java.util.Map;
import lombok.Builder;

/**
 * Limits as the kernel's cgroups spell them; 0 leaves a value as it is.
 *
 * @param cpuPeriod length of a CPU period in microseconds
 * @param cpuQuota CPU time per period in microseconds
 * @param unified files of cgroup v2 and what to write there
 */
@Builder(toBuilder = true)
public record LinuxResources(
    long cpuPeriod,
    long cpuQuota,
    long cpuShares,
    long memoryLimit,
    long oomScoreAdjust,
    String cpuSet,
    String memorySet,
    Map<String, Long> hugePageLimits,
    Map<String, String> unified) {

  /** Leaves everything as it is. */
  public static final LinuxResources NONE =
      new LinuxResources(0, 0, 0, 0, 0, "", "", Map.of(), Map.of());

  public LinuxResources {
    hugePageLimits = Map.copyOf(hugePageLimits);
    unified = Map.copyOf(unified);
  }
}
