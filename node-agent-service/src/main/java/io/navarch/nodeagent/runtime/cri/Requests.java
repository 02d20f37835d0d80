package io.navarch.nodeagent.runtime.cri;

import io.navarch.cri.DNSConfig;
import io.navarch.cri.HugepageLimit;
import io.navarch.cri.LinuxContainerResources;
import io.navarch.cri.LinuxPodSandboxConfig;
import io.navarch.cri.PodSandboxConfig;
import io.navarch.cri.PodSandboxMetadata;
import io.navarch.cri.Protocol;
import io.navarch.nodeagent.runtime.ContainerConfig;
import io.navarch.nodeagent.runtime.DnsConfig;
import io.navarch.nodeagent.runtime.ImageMount;
import io.navarch.nodeagent.runtime.LinuxResources;
import io.navarch.nodeagent.runtime.Mount;
import io.navarch.nodeagent.runtime.PortMapping;
import io.navarch.nodeagent.runtime.SandboxConfig;

/** What the port asks for, in the interface's messages. */
final class Requests {

  private Requests() {}

  static PodSandboxConfig sandbox(SandboxConfig config) {
    var linux =
        LinuxPodSandboxConfig.newBuilder()
            .setCgroupParent(config.cgroupParent())
            .setSecurityContext(SecurityRequests.sandbox(config.security()))
            .putAllSysctls(config.sysctls())
            .setResources(resources(config.resources()))
            .setOverhead(resources(config.overhead()));
    return PodSandboxConfig.newBuilder()
        .setMetadata(
            PodSandboxMetadata.newBuilder()
                .setName(config.name())
                .setNamespace(config.namespace())
                .setUid(config.uid())
                .setAttempt(config.attempt()))
        .setHostname(config.hostname())
        .setLogDirectory(config.logDirectory())
        .setDnsConfig(dns(config.dns()))
        .addAllPortMappings(config.ports().stream().map(Requests::port).toList())
        .putAllLabels(config.labels())
        .putAllAnnotations(config.annotations())
        .setLinux(linux)
        .build();
  }

  private static DNSConfig dns(DnsConfig dns) {
    return DNSConfig.newBuilder()
        .addAllServers(dns.servers())
        .addAllSearches(dns.searches())
        .addAllOptions(dns.options())
        .build();
  }

  private static io.navarch.cri.PortMapping port(PortMapping port) {
    return io.navarch.cri.PortMapping.newBuilder()
        .setProtocol(Protocol.valueOf(port.protocol()))
        .setContainerPort(port.containerPort())
        .setHostPort(port.hostPort())
        .setHostIp(port.hostIp())
        .build();
  }

  static io.navarch.cri.ContainerConfig container(ContainerConfig config) {
    var result =
        io.navarch.cri.ContainerConfig.newBuilder()
            .setMetadata(
                io.navarch.cri.ContainerMetadata.newBuilder()
                    .setName(config.name())
                    .setAttempt(config.attempt()))
            .setImage(
                io.navarch.cri.ImageSpec.newBuilder()
                    .setImage(config.image())
                    .setUserSpecifiedImage(config.userImage()))
            .addAllCommand(config.command())
            .addAllArgs(config.args())
            .setWorkingDir(config.workingDirectory())
            .addAllMounts(config.mounts().stream().map(Requests::mount).toList())
            .addAllMounts(config.imageMounts().stream().map(Requests::mount).toList())
            .putAllLabels(config.labels())
            .putAllAnnotations(config.annotations())
            .setLogPath(config.logPath())
            .setStdin(config.stdin())
            .setStdinOnce(config.stdinOnce())
            .setTty(config.tty())
            .setLinux(
                io.navarch.cri.LinuxContainerConfig.newBuilder()
                    .setResources(resources(config.resources()))
                    .setSecurityContext(SecurityRequests.container(config.security())));
    addEnvironment(result, config);
    addDevices(result, config);
    if (!config.stopSignal().isEmpty()) {
      result.setStopSignal(io.navarch.cri.Signal.valueOf(config.stopSignal()));
    }
    return result.build();
  }

  private static void addEnvironment(
      io.navarch.cri.ContainerConfig.Builder result, ContainerConfig config) {
    for (var variable : config.environment()) {
      result.addEnvs(
          io.navarch.cri.KeyValue.newBuilder()
              .setKey(variable.name())
              .setValue(com.google.protobuf.ByteString.copyFromUtf8(variable.value())));
    }
  }

  private static void addDevices(
      io.navarch.cri.ContainerConfig.Builder result, ContainerConfig config) {
    for (var device : config.devices()) {
      result.addDevices(
          io.navarch.cri.Device.newBuilder()
              .setContainerPath(device.containerPath())
              .setHostPath(device.hostPath())
              .setPermissions(device.permissions()));
    }
  }

  private static io.navarch.cri.Mount mount(Mount mount) {
    return io.navarch.cri.Mount.newBuilder()
        .setContainerPath(mount.containerPath())
        .setHostPath(mount.hostPath())
        .setReadonly(mount.readOnly())
        .setRecursiveReadOnly(mount.recursiveReadOnly())
        .setSelinuxRelabel(mount.relabel())
        .setPropagation(
            switch (mount.propagation()) {
              case PRIVATE -> io.navarch.cri.MountPropagation.PROPAGATION_PRIVATE;
              case HOST_TO_CONTAINER ->
                  io.navarch.cri.MountPropagation.PROPAGATION_HOST_TO_CONTAINER;
              case BIDIRECTIONAL -> io.navarch.cri.MountPropagation.PROPAGATION_BIDIRECTIONAL;
            })
        .build();
  }

  private static io.navarch.cri.Mount mount(ImageMount mount) {
    return io.navarch.cri.Mount.newBuilder()
        .setContainerPath(mount.containerPath())
        .setImage(io.navarch.cri.ImageSpec.newBuilder().setImage(mount.image()))
        .setImageSubPath(mount.subPath())
        .setReadonly(true)
        .build();
  }

  static LinuxContainerResources resources(LinuxResources resources) {
    var result =
        LinuxContainerResources.newBuilder()
            .setCpuPeriod(resources.cpuPeriod())
            .setCpuQuota(resources.cpuQuota())
            .setCpuShares(resources.cpuShares())
            .setMemoryLimitInBytes(resources.memoryLimit())
            .setOomScoreAdj(resources.oomScoreAdjust())
            .setCpusetCpus(resources.cpuSet())
            .setCpusetMems(resources.memorySet())
            .putAllUnified(resources.unified());
    resources
        .hugePageLimits()
        .forEach((size, limit) ->
            result.addHugepageLimits(HugepageLimit.newBuilder().setPageSize(size).setLimit(limit)));
    return result.build();
  }
}
