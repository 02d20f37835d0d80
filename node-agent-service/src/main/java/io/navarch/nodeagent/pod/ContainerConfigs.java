package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.nodeagent.lifecycle.ContainerLabels;
import io.navarch.nodeagent.pod.config.ContainerEnvironment;
import io.navarch.nodeagent.pod.config.ContainerResources;
import io.navarch.nodeagent.pod.config.ContainerSecurityContexts;
import io.navarch.nodeagent.pod.config.Expansion;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.runtime.ContainerConfig;
import io.navarch.nodeagent.runtime.EnvironmentVariable;
import io.navarch.nodeagent.volume.MountedVolume;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Works out what a container is made from. */
@Component
@RequiredArgsConstructor
class ContainerConfigs {

  private final ContainerEnvironment environment;
  private final ContainerSecurityContexts security;
  private final ContainerResources resources;
  private final ContainerMounts mounts;
  private final JsonMapper json = JsonMapper.builder().build();

  /**
   * What surrounds a container that is to be made.
   *
   * @param target the container whose processes it shares; empty if none
   */
  record Surroundings(
      int restartCount,
      ContainerImages.Ready images,
      List<String> addresses,
      Map<String, MountedVolume> volumes,
      String target) {}

  ContainerConfig of(Pod pod, Container container, Surroundings around) {
    var variables = environment.of(pod, container, around.addresses());
    var values = new HashMap<String, String>();
    variables.forEach(v -> values.put(v.name(), v.value()));
    Function<String, String> expand =
        text -> Expansion.expand(text, name -> Optional.ofNullable(values.get(name)));
    return ContainerConfig.builder()
        .name(container.getName())
        .attempt(around.restartCount())
        .image(around.images().own().id())
        .userImage(container.getImage())
        .command(PodSpecs.orEmpty(container.getCommand()).stream().map(expand).toList())
        .args(PodSpecs.orEmpty(container.getArgs()).stream().map(expand).toList())
        .workingDirectory(text(container.getWorkingDir()))
        .environment(List.<EnvironmentVariable>copyOf(variables))
        .mounts(mounts.of(pod, container, around, values))
        .imageMounts(mounts.images(container, around, values))
        .devices(List.of())
        .labels(labels(pod, container))
        .annotations(annotations(pod, container, around.restartCount()))
        .logPath("%s/%d.log".formatted(container.getName(), around.restartCount()))
        .stdin(PodSpecs.isTrue(container.getStdin()))
        .stdinOnce(PodSpecs.isTrue(container.getStdinOnce()))
        .tty(PodSpecs.isTrue(container.getTty()))
        .resources(resources.of(pod, container))
        .security(security.ofContainer(pod, container, around.images().own(), around.target()))
        .stopSignal(stopSignal(container))
        .build();
  }

  private static Map<String, String> labels(Pod pod, Container container) {
    var metadata = pod.getMetadata();
    return Map.of(
        ContainerLabels.POD_NAME, metadata.getName(),
        ContainerLabels.POD_NAMESPACE, metadata.getNamespace(),
        ContainerLabels.POD_UID, metadata.getUid(),
        ContainerLabels.CONTAINER_NAME, container.getName());
  }

  private Map<String, String> annotations(Pod pod, Container container, int restartCount) {
    var result = new HashMap<String, String>();
    result.put(ContainerLabels.HASH, ContainerHash.of(container));
    result.put(ContainerLabels.RESTART_COUNT, Integer.toString(restartCount));
    result.put(ContainerLabels.ROLE, role(pod, container));
    result.put(ContainerLabels.MESSAGE_PATH, text(container.getTerminationMessagePath()));
    result.put(ContainerLabels.MESSAGE_POLICY, text(container.getTerminationMessagePolicy()));
    var deletionGrace = pod.getMetadata().getDeletionGracePeriodSeconds();
    if (deletionGrace != null) {
      result.put(ContainerLabels.DELETION_GRACE, deletionGrace.toString());
    }
    result.put(
        ContainerLabels.TERMINATION_GRACE, Long.toString(PodSpecs.gracePeriod(pod).toSeconds()));
    var lifecycle = container.getLifecycle();
    if (lifecycle != null && lifecycle.getPreStop() != null) {
      result.put(ContainerLabels.PRE_STOP, json.writeValueAsString(lifecycle.getPreStop()));
    }
    var ports = PodSpecs.orEmpty(container.getPorts());
    if (!ports.isEmpty()) {
      result.put(ContainerLabels.PORTS, json.writeValueAsString(ports));
    }
    return result;
  }

  private static String role(Pod pod, Container container) {
    if (isAmong(PodSpecs.initContainers(pod), container)) {
      return PodSpecs.isRestartable(container) ? ContainerLabels.SIDECAR : ContainerLabels.INIT;
    }
    return isAmong(PodSpecs.containers(pod), container)
        ? ContainerLabels.MAIN
        : ContainerLabels.EPHEMERAL;
  }

  private static boolean isAmong(List<Container> containers, Container container) {
    return containers.stream().anyMatch(c -> c.getName().equals(container.getName()));
  }

  private static String stopSignal(Container container) {
    var lifecycle = container.getLifecycle();
    return lifecycle == null ? "" : text(lifecycle.getStopSignal());
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
