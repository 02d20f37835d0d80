package io.navarch.nodeagent.runtime;

import java.util.List;
import java.util.Map;
import lombok.Builder;

/**
 * What a container is made from.
 *
 * @param attempt how many containers of that name the Pod had before
 * @param image what the runtime is to run: a reference that it has
 * @param userImage the image as the Pod's spec names it
 * @param logPath the log file, relative to the sandbox's log directory
 * @param stopSignal empty: the image's
 */
@Builder(toBuilder = true)
public record ContainerConfig(
    String name,
    int attempt,
    String image,
    String userImage,
    List<String> command,
    List<String> args,
    String workingDirectory,
    List<EnvironmentVariable> environment,
    List<Mount> mounts,
    List<ImageMount> imageMounts,
    List<Device> devices,
    Map<String, String> labels,
    Map<String, String> annotations,
    String logPath,
    boolean stdin,
    boolean stdinOnce,
    boolean tty,
    LinuxResources resources,
    ContainerSecurity security,
    String stopSignal) {

  public ContainerConfig {
    command = List.copyOf(command);
    args = List.copyOf(args);
    environment = List.copyOf(environment);
    mounts = List.copyOf(mounts);
    imageMounts = List.copyOf(imageMounts);
    devices = List.copyOf(devices);
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
