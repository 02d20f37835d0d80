package io.navarch.nodeagent.pod.cgroup;

import io.fabric8.kubernetes.api.model.Pod;

/** Keeps a cgroup per Pod, in which the runtime makes those of the containers. */
public interface PodCgroups {

  /** The path that the runtime is told; empty if Pods have none of their own. */
  String parentOf(Pod pod);

  /** Makes the Pod's cgroup with its limits, or brings them up to date. */
  void ensure(Pod pod);

  /** Gives the Pod's cgroup the larger of what it had and what it is to have. */
  void widen(Pod before, Pod after);

  /** Takes a Pod's cgroup away; processes that are left in it are killed. */
  void remove(String uid);
}
