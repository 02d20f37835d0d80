package io.navarch.nodeagent.runtime;

import java.util.List;
import java.util.Map;
import lombok.Builder;

/**
 * What a sandbox is made from.
 *
 * @param attempt how many sandboxes the Pod had before
 * @param hostname empty in the node's network: the runtime refuses a name without a namespace
 * @param logDirectory where the logs of its containers go
 * @param cgroupParent empty: the runtime chooses
 * @param runtimeHandler empty: the runtime's default
 */
@Builder(toBuilder = true)
public record SandboxConfig(
    String namespace,
    String name,
    String uid,
    int attempt,
    String hostname,
    String logDirectory,
    DnsConfig dns,
    List<PortMapping> ports,
    Map<String, String> labels,
    Map<String, String> annotations,
    String cgroupParent,
    Map<String, String> sysctls,
    SandboxSecurity security,
    String runtimeHandler,
    LinuxResources resources,
    LinuxResources overhead) {

  public SandboxConfig {
    ports = List.copyOf(ports);
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    sysctls = Map.copyOf(sysctls);
  }
}
