package io.navarch.nodeagent.pod.cgroup;

import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.pod.config.ContainerResources;
import io.navarch.nodeagent.pod.spec.Amounts;
import io.navarch.nodeagent.pod.spec.QosClass;

/**
 * What a Pod's cgroup allows; limits of 0 are none.
 *
 * @param quotaMicros CPU time per period of 100 ms
 * @param memoryBytes limit of memory
 */
record PodCgroup(long shares, long quotaMicros, long memoryBytes) {

  static PodCgroup of(Pod pod) {
    var qos = QosClass.of(pod);
    long request = Amounts.totalMilliCpuRequest(pod);
    long cpu = Amounts.totalMilliCpuLimit(pod).orElse(0L);
    long memory = Amounts.totalMemoryLimit(pod).orElse(0L);
    return qos == QosClass.BEST_EFFORT
        ? new PodCgroup(ContainerResources.shares(0), 0, 0)
        : new PodCgroup(ContainerResources.shares(request), ContainerResources.quota(cpu), memory);
  }

  /** The larger of two of each limit. */
  PodCgroup orMore(PodCgroup other) {
    return new PodCgroup(
        Math.max(shares, other.shares),
        larger(quotaMicros, other.quotaMicros),
        larger(memoryBytes, other.memoryBytes));
  }

  private static long larger(long one, long other) {
    return one == 0 || other == 0 ? 0 : Math.max(one, other);
  }
}
