package io.navarch.nodeagent.node;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeRuntimeHandler;
import io.fabric8.kubernetes.api.model.NodeRuntimeHandlerBuilder;
import io.fabric8.kubernetes.api.model.NodeStatusFluent;
import io.navarch.nodeagent.runtime.ContainerRuntime;
import io.navarch.nodeagent.runtime.RuntimeStatus;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Versions and ids of machine, system and runtime. */
@Component
@RequiredArgsConstructor
class SystemInfoContributor implements NodeStatusContributor {

  private static final String VERSION = "v1.36.3";

  private final ContainerRuntime runtime;

  @Override
  public void contribute(Node present, NodeStatusFluent<?> status) {
    var version = runtime.version();
    status
        .withNewNodeInfo()
        .withMachineID(Machine.firstLine("/etc/machine-id"))
        .withSystemUUID(systemUuid())
        .withBootID(Machine.firstLine("/proc/sys/kernel/random/boot_id"))
        .withKernelVersion(System.getProperty("os.version", ""))
        .withOsImage(Machine.osImage())
        .withContainerRuntimeVersion("%s://%s".formatted(version.name(), bare(version.version())))
        .withKubeletVersion(VERSION)
        .withKubeProxyVersion("")
        .withOperatingSystem("linux")
        .withArchitecture(Machine.architecture())
        .endNodeInfo();
    status.withRuntimeHandlers(
        runtime.status().handlers().stream().map(SystemInfoContributor::handler).toList());
    status.withNewFeatures(false);
  }

  private static String systemUuid() {
    var uuid = Machine.firstLine("/sys/class/dmi/id/product_uuid");
    return uuid.isEmpty() ? Machine.firstLine("/etc/machine-id") : uuid;
  }

  private static String bare(String version) {
    return version.startsWith("v") ? version.substring(1) : version;
  }

  private static NodeRuntimeHandler handler(RuntimeStatus.Handler handler) {
    return new NodeRuntimeHandlerBuilder()
        .withName(handler.name())
        .withNewFeatures()
        .withRecursiveReadOnlyMounts(handler.recursiveReadOnlyMounts())
        .withUserNamespaces(handler.userNamespaces())
        .endFeatures()
        .build();
  }
}
