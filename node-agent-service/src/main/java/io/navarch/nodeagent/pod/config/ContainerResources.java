package io.navarch.nodeagent.pod.config;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.pod.spec.Amounts;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.pod.spec.QosClass;
import io.navarch.nodeagent.runtime.LinuxResources;
import java.util.Map;
import java.util.Optional;

/**
 * Requests and limits as the kernel counts them.
 *
 * @param nodeMemory bytes of memory that the node has
 */
public record ContainerResources(long nodeMemory) {

  public static final long CPU_PERIOD_MICROS = 100_000;
  private static final long LEAST_QUOTA_MICROS = 1_000;
  private static final long LEAST_SHARES = 2;
  private static final long MOST_SHARES = 262_144;
  private static final long SHARES_PER_CPU = 1024;
  private static final long MILLI = 1000;
  private static final int BEST_EFFORT_OOM_SCORE = 1000;
  private static final int GUARANTEED_OOM_SCORE = -997;
  private static final int LEAST_BURSTABLE_OOM_SCORE = 3;

  /** What a container may use. */
  public LinuxResources of(Pod pod, Container container) {
    var cpuLimit =
        Amounts.limit(container, "cpu")
            .or(() -> Amounts.podLimit(pod, "cpu"))
            .map(Amounts::thousandths);
    var cpuRequest =
        Amounts.request(container, "cpu").map(Amounts::thousandths).or(() -> cpuLimit).orElse(0L);
    var memoryLimit =
        Amounts.limit(container, "memory")
            .or(() -> Amounts.podLimit(pod, "memory"))
            .map(Amounts::units);
    return new LinuxResources(
        CPU_PERIOD_MICROS,
        quota(cpuLimit.orElse(0L)),
        shares(cpuRequest),
        memoryLimit.orElse(0L),
        oomScore(pod, container),
        "",
        "",
        Map.of(),
        Map.of());
  }

  /** CPU time per period for milli-CPUs; 0 is unlimited. */
  public static long quota(long milliCpu) {
    return milliCpu == 0 ? 0 : Math.max(LEAST_QUOTA_MICROS, milliCpu * CPU_PERIOD_MICROS / MILLI);
  }

  /** The weight of milli-CPUs. */
  public static long shares(long milliCpu) {
    return Math.clamp(milliCpu * SHARES_PER_CPU / MILLI, LEAST_SHARES, MOST_SHARES);
  }

  private int oomScore(Pod pod, Container container) {
    var priority = pod.getSpec().getPriorityClassName();
    if ("system-node-critical".equals(priority)) {
      return GUARANTEED_OOM_SCORE;
    }
    return switch (QosClass.of(pod)) {
      case GUARANTEED -> GUARANTEED_OOM_SCORE;
      case BEST_EFFORT -> BEST_EFFORT_OOM_SCORE;
      case BURSTABLE -> burstableScore(pod, container);
    };
  }

  private int burstableScore(Pod pod, Container container) {
    long request = Amounts.request(container, "memory").map(Amounts::units).orElse(0L);
    boolean isSidecar =
        PodSpecs.initContainers(pod).stream()
            .anyMatch(c -> c.getName().equals(container.getName()) && PodSpecs.isRestartable(c));
    long score = score(request);
    if (isSidecar) {
      Optional<Long> least =
          PodSpecs.containers(pod).stream()
              .map(c -> Amounts.request(c, "memory").map(Amounts::units).orElse(0L))
              .map(this::score)
              .min(Long::compare);
      score = Math.min(score, least.orElse(score));
    }
    return (int) score;
  }

  private long score(long memoryRequest) {
    long raw = BEST_EFFORT_OOM_SCORE - (BEST_EFFORT_OOM_SCORE * memoryRequest) / nodeMemory;
    return Math.clamp(raw, LEAST_BURSTABLE_OOM_SCORE, BEST_EFFORT_OOM_SCORE - 1);
  }
}
