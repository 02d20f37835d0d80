package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Sysctl;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which kernel parameters Pods may set. Pure.
 *
 * @param unsafe names, or beginnings of names with {@code *}, that the node allows besides the safe
 */
record SysctlRules(List<String> unsafe) {

  private static final Set<String> SAFE =
      Set.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.tcp_syncookies",
          "net.ipv4.ping_group_range",
          "net.ipv4.ip_unprivileged_port_start",
          "net.ipv4.ip_local_reserved_ports",
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_fin_timeout",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes",
          "net.ipv4.tcp_rmem",
          "net.ipv4.tcp_wmem");

  SysctlRules {
    unsafe = List.copyOf(unsafe);
  }

  Optional<String> refuse(Pod pod) {
    return PodSpecs.securityContext(pod)
        .map(PodSecurityContext::getSysctls)
        .flatMap(all ->
            all.stream()
                .map(Sysctl::getName)
                .map(name -> refuse(pod, name.replace('/', '.')))
                .flatMap(Optional::stream)
                .findFirst());
  }

  private Optional<String> refuse(Pod pod, String name) {
    if (name.startsWith("net.") && PodSpecs.usesNodeNetwork(pod)) {
      return Optional.of("\"%s\" not allowed with host net enabled".formatted(name));
    }
    boolean ipc = name.startsWith("kernel.shm") || name.startsWith("kernel.msg");
    if ((ipc || name.startsWith("fs.mqueue.") || name.equals("kernel.sem"))
        && PodSpecs.isTrue(pod.getSpec().getHostIPC())) {
      return Optional.of("\"%s\" not allowed with host ipc enabled".formatted(name));
    }
    return SAFE.contains(name) || isAllowed(name)
        ? Optional.empty()
        : Optional.of("\"%s\" not allowlisted".formatted(name));
  }

  private boolean isAllowed(String name) {
    return unsafe.stream()
        .anyMatch(pattern ->
            pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern));
  }
}
