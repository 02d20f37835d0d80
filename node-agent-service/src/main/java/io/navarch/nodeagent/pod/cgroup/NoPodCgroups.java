package io.navarch.nodeagent.pod.cgroup;

import io.fabric8.kubernetes.api.model.Pod;

/** Leaves cgroups to the runtime. */
final class NoPodCgroups implements PodCgroups {

  @Override
  public String parentOf(Pod pod) {
    return "";
  }

  @Override
  public void ensure(Pod pod) {}

  @Override
  public void widen(Pod before, Pod after) {}

  @Override
  public void remove(String uid) {}
}
