package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Sysctl;
import io.navarch.nodeagent.NodeAgentProperties;
import io.navarch.nodeagent.lifecycle.ContainerLabels;
import io.navarch.nodeagent.pod.cgroup.PodCgroups;
import io.navarch.nodeagent.pod.config.ContainerFiles;
import io.navarch.nodeagent.pod.config.ContainerSecurityContexts;
import io.navarch.nodeagent.pod.config.PodDns;
import io.navarch.nodeagent.pod.config.PodHostname;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.runtime.LinuxResources;
import io.navarch.nodeagent.runtime.PortMapping;
import io.navarch.nodeagent.runtime.SandboxConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Works out what a Pod's sandbox is made from. */
@Component
@RequiredArgsConstructor
class SandboxConfigs {

  private final NodeAgentProperties properties;
  private final ContainerFiles files;
  private final PodDns dns;
  private final ContainerSecurityContexts security;
  private final PodCgroups cgroups;
  private final RuntimeHandlers handlers;

  SandboxConfig of(Pod pod, int attempt) {
    var metadata = pod.getMetadata();
    var hostname =
        PodSpecs.usesNodeNetwork(pod)
            ? ""
            : PodHostname.of(pod, properties.clusterDomain()).forKernel();
    var annotations = metadata.getAnnotations();
    return SandboxConfig.builder()
        .namespace(metadata.getNamespace())
        .name(metadata.getName())
        .uid(metadata.getUid())
        .attempt(attempt)
        .hostname(hostname)
        .logDirectory(
            files.logs(metadata.getNamespace(), metadata.getName(), metadata.getUid()).toString())
        .dns(dns.of(pod))
        .ports(ports(pod))
        .labels(labels(pod))
        .annotations(annotations == null ? Map.of() : annotations)
        .cgroupParent(cgroups.parentOf(pod))
        .sysctls(sysctls(pod))
        .security(security.ofSandbox(pod))
        .runtimeHandler(handlers.of(pod))
        .resources(LinuxResources.NONE)
        .overhead(LinuxResources.NONE)
        .build();
  }

  static Map<String, String> labels(Pod pod) {
    var metadata = pod.getMetadata();
    var labels = new HashMap<String, String>();
    if (metadata.getLabels() != null) {
      labels.putAll(metadata.getLabels());
    }
    labels.put(ContainerLabels.POD_NAME, metadata.getName());
    labels.put(ContainerLabels.POD_NAMESPACE, metadata.getNamespace());
    labels.put(ContainerLabels.POD_UID, metadata.getUid());
    return labels;
  }

  private static List<PortMapping> ports(Pod pod) {
    return PodSpecs.containers(pod).stream()
        .map(Container::getPorts)
        .map(PodSpecs::orEmpty)
        .flatMap(List::stream)
        .map(SandboxConfigs::port)
        .toList();
  }

  private static PortMapping port(ContainerPort port) {
    return new PortMapping(
        port.getProtocol() == null ? "TCP" : port.getProtocol(),
        port.getContainerPort(),
        port.getHostPort() == null ? 0 : port.getHostPort(),
        port.getHostIP() == null ? "" : port.getHostIP());
  }

  private static Map<String, String> sysctls(Pod pod) {
    return PodSpecs.securityContext(pod)
        .map(PodSecurityContext::getSysctls)
        .orElse(List.of())
        .stream()
        .collect(Collectors.toMap(Sysctl::getName, Sysctl::getValue));
  }
}
