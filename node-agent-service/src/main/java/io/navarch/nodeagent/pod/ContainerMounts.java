package io.navarch.nodeagent.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.navarch.nodeagent.NodeAgentProperties;
import io.navarch.nodeagent.pod.ContainerConfigs.Surroundings;
import io.navarch.nodeagent.pod.config.ConfigFailure;
import io.navarch.nodeagent.pod.config.ContainerFiles;
import io.navarch.nodeagent.pod.config.Expansion;
import io.navarch.nodeagent.pod.config.HostsFile;
import io.navarch.nodeagent.pod.config.PodHostname;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.runtime.ImageMount;
import io.navarch.nodeagent.runtime.Mount;
import io.navarch.nodeagent.volume.MountedVolume;
import io.navarch.nodeagent.volume.SubPaths;
import io.navarch.nodeagent.volume.VolumeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Works out what a container sees of the node's files, and makes those that the agent keeps. */
@Slf4j
@Component
@RequiredArgsConstructor
class ContainerMounts {

  private static final String HOSTS_PATH = "/etc/hosts";

  private final NodeAgentProperties properties;
  private final ContainerFiles files;
  private final SubPaths subPaths;

  List<Mount> of(Pod pod, Container container, Surroundings around, Map<String, String> variables) {
    var result = new ArrayList<Mount>();
    boolean ownHosts = false;
    for (var mount : PodSpecs.orEmpty(container.getVolumeMounts())) {
      ownHosts |= HOSTS_PATH.equals(mount.getMountPath());
      if (around.images().volumes().containsKey(mount.getName())) {
        continue;
      }
      result.add(volume(container, mount, around, variables));
    }
    try {
      if (!ownHosts && hasHostsFile(pod, around)) {
        result.add(simple(HOSTS_PATH, writeHosts(pod, around.addresses())));
      }
      var messagePath = container.getTerminationMessagePath();
      if (messagePath != null && !messagePath.isEmpty()) {
        result.add(simple(messagePath, newMessageFile(pod, container)));
      }
    } catch (IOException e) {
      throw new ConfigFailure("cannot prepare files of container: " + e.getMessage());
    }
    return result;
  }

  /** The images that a container sees as volumes. */
  List<ImageMount> images(Container container, Surroundings around, Map<String, String> variables) {
    var result = new ArrayList<ImageMount>();
    for (var mount : PodSpecs.orEmpty(container.getVolumeMounts())) {
      var image = around.images().volumes().get(mount.getName());
      if (image != null) {
        result.add(
            new ImageMount(absolute(mount.getMountPath()), image.id(), subPath(mount, variables)));
      }
    }
    return result;
  }

  private static boolean hasHostsFile(Pod pod, Surroundings around) {
    return PodSpecs.usesNodeNetwork(pod) || !around.addresses().isEmpty();
  }

  private Mount volume(
      Container container, VolumeMount mount, Surroundings around, Map<String, String> variables) {
    var volume = around.volumes().get(mount.getName());
    if (volume == null) {
      throw new ConfigFailure(
          "cannot find volume \"%s\" to mount into container \"%s\""
              .formatted(mount.getName(), container.getName()));
    }
    var subPath = subPath(mount, variables);
    var source = subPath.isEmpty() ? volume.path() : part(container, mount, volume, subPath);
    boolean readOnly = volume.readOnly() || PodSpecs.isTrue(mount.getReadOnly());
    return Mount.builder()
        .containerPath(absolute(mount.getMountPath()))
        .hostPath(source.toString())
        .readOnly(readOnly)
        .recursiveReadOnly(readOnly && "Enabled".equals(mount.getRecursiveReadOnly()))
        .propagation(propagation(mount.getMountPropagation()))
        .build();
  }

  private Path part(Container container, VolumeMount mount, MountedVolume volume, String subPath) {
    try {
      return subPaths.resolve(volume, subPath);
    } catch (VolumeFailure e) {
      log.atWarn()
          .addKeyValue("volume", mount.getName())
          .addKeyValue("error", e.getMessage())
          .log("part of a volume cannot be mounted");
      throw new ConfigFailure(
          "failed to prepare subPath for volumeMount \"%s\" of container \"%s\""
              .formatted(mount.getName(), container.getName()));
    }
  }

  private static String subPath(VolumeMount mount, Map<String, String> variables) {
    var expression = mount.getSubPathExpr();
    if (expression != null && !expression.isEmpty()) {
      var missing = new ArrayList<String>();
      var result =
          Expansion.expand(
              expression,
              name -> {
                var value = Optional.ofNullable(variables.get(name));
                if (value.isEmpty()) {
                  missing.add(name);
                }
                return value;
              });
      if (!missing.isEmpty()) {
        throw new ConfigFailure("missing value for \"%s\"".formatted(missing.getFirst()));
      }
      return result;
    }
    return mount.getSubPath() == null ? "" : mount.getSubPath();
  }

  private static String absolute(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }

  private static Mount.Propagation propagation(@Nullable String mode) {
    return switch (mode) {
      case "HostToContainer" -> Mount.Propagation.HOST_TO_CONTAINER;
      case "Bidirectional" -> Mount.Propagation.BIDIRECTIONAL;
      case null, default -> Mount.Propagation.PRIVATE;
    };
  }

  private static Mount simple(String containerPath, Path file) {
    return Mount.builder()
        .containerPath(containerPath)
        .hostPath(file.toString())
        .propagation(Mount.Propagation.PRIVATE)
        .build();
  }

  private Path writeHosts(Pod pod, List<String> addresses) throws IOException {
    var aliases = PodSpecs.orEmpty(pod.getSpec().getHostAliases());
    var content =
        PodSpecs.usesNodeNetwork(pod)
            ? HostsFile.ofNode(Files.readString(Path.of(HOSTS_PATH)), aliases)
            : HostsFile.ofPod(addresses, PodHostname.of(pod, properties.clusterDomain()), aliases);
    var file = files.hosts(PodSpecs.uid(pod));
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return file;
  }

  /** A file of its own for each start, so that no earlier message is taken for a new one. */
  private Path newMessageFile(Pod pod, Container container) throws IOException {
    var directory = files.container(PodSpecs.uid(pod), container.getName());
    Files.createDirectories(directory);
    var file = directory.resolve(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()));
    Files.createFile(file);
    Files.setPosixFilePermissions(
        file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw-rw-"));
    return file;
  }
}
