package io.navarch.nodeagent.runtime;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container runtime as the agent needs it: sandboxes that Pods' containers share, containers in
 * them, images. The shape is that of the Container Runtime Interface.
 *
 * <p>Calls block until the runtime has answered and may be made by many threads. Stopping and
 * removing are idempotent: what is already gone is no failure. A failure is a {@link
 * RuntimeFailure} whose message is worded for users, because it appears in the status of Pods. No
 * adapter retries or decides anything; callers own both. Nothing is promised about the order in
 * which lists answer.
 */
public interface ContainerRuntime {

  /** Name and version of the runtime. */
  RuntimeVersion version();

  /** Whether the runtime can start sandboxes and give them network. */
  RuntimeStatus status();

  /** Tells the runtime from which range Pods of this node get their addresses. */
  void updatePodRange(String podRange);

  /** Creates and starts a sandbox, with its network. */
  SandboxId runSandbox(SandboxConfig config);

  /** Ends all that runs in a sandbox and gives its network back. */
  void stopSandbox(SandboxId sandbox);

  /** Forgets a sandbox and its containers. */
  void removeSandbox(SandboxId sandbox);

  /** A sandbox in detail. */
  Optional<SandboxStatus> sandboxStatus(SandboxId sandbox);

  /** All sandboxes that carry these labels, in any state. */
  List<Sandbox> listSandboxes(Map<String, String> labels);

  /** Creates a container, which does not run yet. */
  ContainerId createContainer(SandboxId sandbox, ContainerConfig config, SandboxConfig within);

  /** Runs a created container. */
  void startContainer(ContainerId container);

  /** Asks a container to end and ends it after the grace period. */
  void stopContainer(ContainerId container, Duration grace);

  /** Forgets a container and its writable layer; ends it first if it runs. Its log stays. */
  void removeContainer(ContainerId container);

  /** All containers that carry these labels, in any state. */
  List<Container> listContainers(Map<String, String> labels);

  /** A container in detail. */
  Optional<ContainerStatus> containerStatus(ContainerId container);

  /** Changes the limits of a container that was not removed. */
  void updateResources(ContainerId container, LinuxResources resources);

  /** Lets the runtime open the container's log file anew, after it was renamed. */
  void reopenLog(ContainerId container);

  /**
   * Runs a command in a container and waits for its end.
   *
   * @param timeout zero waits as long as it takes
   * @throws RuntimeFailure with code {@link RuntimeFailure.Code#DEADLINE_EXCEEDED} after the
   *     timeout
   */
  ExecResult execute(ContainerId container, List<String> command, Duration timeout);

  /** An address that, by a protocol upgrade, runs a command with its streams. */
  URI execStream(ContainerId container, StreamRequest request);

  /** An address that, by a protocol upgrade, joins the streams of the container's process. */
  URI attachStream(ContainerId container, StreamRequest request);

  /** An address that, by a protocol upgrade, forwards to ports of a sandbox. */
  URI portForwardStream(SandboxId sandbox, List<Integer> ports);

  /** The images on the node. */
  List<Image> listImages();

  /** The image that a reference means, if it is on the node. */
  Optional<Image> findImage(String reference);

  /** Fetches an image and answers with the reference that identifies what came. */
  String pullImage(
      String reference, Optional<RegistryCredentials> credentials, SandboxConfig within);

  /** Removes an image. */
  void removeImage(String imageId);

  /** The file systems that images live on. */
  List<ImageFilesystem> imageFilesystems();
}
