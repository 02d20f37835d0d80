package io.navarch.nodeagent.runtime.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.BindOptions;
import com.github.dockerjava.api.model.BindPropagation;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.MountType;
import io.navarch.nodeagent.runtime.ContainerConfig;
import io.navarch.nodeagent.runtime.Device;
import io.navarch.nodeagent.runtime.LinuxResources;
import io.navarch.nodeagent.runtime.Mount;
import io.navarch.nodeagent.runtime.Namespaces;
import io.navarch.nodeagent.runtime.RuntimeFailure;
import io.navarch.nodeagent.runtime.RuntimeFailure.Code;
import io.navarch.nodeagent.runtime.SandboxConfig;
import io.navarch.nodeagent.runtime.SandboxId;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;

/** What the port asks for, in the engine's words. */
@RequiredArgsConstructor
final class Requests {

  private static final int SANDBOX_OOM_SCORE = -998;
  private static final HealthCheck NO_HEALTH_CHECK = new HealthCheck().withTest(List.of("NONE"));

  private final DockerProperties properties;
  private final OomScore oomScore;

  CreateContainerCmd sandbox(CreateContainerCmd command, SandboxConfig config) {
    var security = config.security();
    var namespaces = security.namespaces();
    SecurityRequests.requireNodeUsers(namespaces);
    var host =
        HostConfig.newHostConfig()
            .withNetworkMode(namespaces.network() == Namespaces.Mode.NODE ? "host" : "none")
            .withIpcMode(namespaces.ipc() == Namespaces.Mode.NODE ? "host" : "shareable")
            .withSysctls(config.sysctls())
            .withSecurityOpts(SecurityRequests.options(security))
            .withGroupAdd(SecurityRequests.groups(security.supplementalGroups()))
            .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE))
            .withOomScoreAdj(oomScore.allowed(SANDBOX_OOM_SCORE));
    if (namespaces.pid() == Namespaces.Mode.NODE) {
      host.withPidMode("host");
    }
    place(host, config);
    command
        .withName(
            "k8s_POD_%s_%s_%s_%d"
                .formatted(config.name(), config.namespace(), config.uid(), config.attempt()))
        .withLabels(Words.of(config))
        .withHealthcheck(NO_HEALTH_CHECK)
        .withHostConfig(host);
    if (!config.hostname().isEmpty()) {
      command.withHostName(config.hostname());
    }
    security
        .runAsUser()
        .ifPresent(uid -> command.withUser(SecurityRequests.user(uid, security.runAsGroup())));
    return command;
  }

  /** Where it runs: below which cgroup, and by which of the engine's runtimes. */
  private static void place(HostConfig host, SandboxConfig config) {
    if (!config.cgroupParent().isEmpty()) {
      host.withCgroupParent(config.cgroupParent());
    }
    if (!config.runtimeHandler().isEmpty()) {
      host.withRuntime(config.runtimeHandler());
    }
  }

  CreateContainerCmd container(
      CreateContainerCmd command,
      SandboxId sandbox,
      ContainerConfig config,
      SandboxConfig within,
      Map<String, String> words) {
    command
        .withName(
            "k8s_%s_%s_%s_%s_%d"
                .formatted(
                    config.name(),
                    within.name(),
                    within.namespace(),
                    within.uid(),
                    config.attempt()))
        .withLabels(words)
        .withHealthcheck(NO_HEALTH_CHECK)
        .withEnv(config.environment().stream().map(v -> v.name() + "=" + v.value()).toList())
        .withStdinOpen(config.stdin())
        .withStdInOnce(config.stdinOnce())
        .withTty(config.tty())
        .withHostConfig(host(sandbox, config, within));
    if (!config.command().isEmpty()) {
      command.withEntrypoint(config.command());
    }
    if (!config.args().isEmpty()) {
      command.withCmd(config.args());
    }
    if (!config.workingDirectory().isEmpty()) {
      command.withWorkingDir(config.workingDirectory());
    }
    if (!config.stopSignal().isEmpty()) {
      command.withStopSignal(config.stopSignal());
    }
    SecurityRequests.user(config.security()).ifPresent(command::withUser);
    return command;
  }

  private HostConfig host(SandboxId sandbox, ContainerConfig config, SandboxConfig within) {
    var security = config.security();
    var namespaces = security.namespaces();
    SecurityRequests.requireNodeUsers(namespaces);
    var host = new PodHostConfig(security.maskedPaths(), security.readOnlyPaths());
    host.withNetworkMode("container:" + sandbox)
        .withIpcMode(namespaces.ipc() == Namespaces.Mode.NODE ? "host" : "container:" + sandbox)
        .withMounts(config.mounts().stream().map(Requests::mount).toList())
        .withDevices(config.devices().stream().map(Requests::device).toList())
        .withLogConfig(log());
    switch (namespaces.pid()) {
      case POD -> host.withPidMode("container:" + sandbox);
      case NODE -> host.withPidMode("host");
      case TARGET -> host.withPidMode("container:" + namespaces.targetContainer());
      case CONTAINER -> {
        // the engine's default
      }
    }
    SecurityRequests.restrict(host, security);
    place(host, within);
    limit(host, config.resources());
    return host;
  }

  private LogConfig log() {
    return new LogConfig(
        LogConfig.LoggingType.JSON_FILE,
        Map.of("max-size", properties.logFileSize(), "max-file", "2"));
  }

  private static com.github.dockerjava.api.model.Mount mount(Mount mount) {
    if (mount.recursiveReadOnly()) {
      throw new RuntimeFailure(
          Code.UNIMPLEMENTED, "Docker does not mount recursively read-only: " + mount.hostPath());
    }
    var propagation =
        switch (mount.propagation()) {
          case PRIVATE -> BindPropagation.R_PRIVATE;
          case HOST_TO_CONTAINER -> BindPropagation.R_SLAVE;
          case BIDIRECTIONAL -> BindPropagation.R_SHARED;
        };
    return new com.github.dockerjava.api.model.Mount()
        .withType(MountType.BIND)
        .withSource(mount.hostPath())
        .withTarget(mount.containerPath())
        .withReadOnly(mount.readOnly())
        .withBindOptions(new BindOptions().withPropagation(propagation));
  }

  private static com.github.dockerjava.api.model.Device device(Device device) {
    return new com.github.dockerjava.api.model.Device(
        device.permissions(), device.containerPath(), device.hostPath());
  }

  private void limit(HostConfig host, LinuxResources resources) {
    host.withOomScoreAdj(oomScore.allowed(Math.toIntExact(resources.oomScoreAdjust())));
    if (resources.cpuShares() > 0) {
      host.withCpuShares(Math.toIntExact(resources.cpuShares()));
    }
    if (resources.cpuQuota() != 0) {
      host.withCpuPeriod(resources.cpuPeriod()).withCpuQuota(resources.cpuQuota());
    }
    if (resources.memoryLimit() > 0) {
      host.withMemory(resources.memoryLimit()).withMemorySwap(resources.memoryLimit());
    }
    if (!resources.cpuSet().isEmpty()) {
      host.withCpusetCpus(resources.cpuSet());
    }
    if (!resources.memorySet().isEmpty()) {
      host.withCpusetMems(resources.memorySet());
    }
  }
}
