package io.navarch.nodeagent.stats;

import java.time.Instant;
import lombok.Builder;

/**
 * A container whose use is measured.
 *
 * @param name its name in the Pod; empty for the sandbox
 * @param cgroup path of its control group, {@code /kubepods/burstable/pod…/…}; the group above is
 *     the Pod's
 */
@Builder(toBuilder = true)
public record RunningContainer(
    String id,
    String namespace,
    String pod,
    String podUid,
    String name,
    String image,
    String cgroup,
    Instant startedAt) {

  /** Whether it is the container that holds the Pod's namespaces. */
  public boolean isSandbox() {
    return name.isEmpty();
  }

  /** The Pod's own group. */
  String podCgroup() {
    int slash = cgroup.lastIndexOf('/');
    return slash <= 0 ? "/" : cgroup.substring(0, slash);
  }
}
