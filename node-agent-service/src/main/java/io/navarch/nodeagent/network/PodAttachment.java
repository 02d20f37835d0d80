package io.navarch.nodeagent.network;

import java.nio.file.Path;
import java.util.List;
import lombok.Builder;

/**
 * A Pod's sandbox as its network sees it.
 *
 * @param sandboxId the runtime's id of the sandbox
 * @param networkNamespace file of the sandbox's network namespace
 */
@Builder(toBuilder = true)
public record PodAttachment(
    String namespace,
    String name,
    String uid,
    String sandboxId,
    Path networkNamespace,
    List<HostPort> hostPorts) {

  public PodAttachment {
    hostPorts = List.copyOf(hostPorts);
  }

  /**
   * A port of the node that leads to a port of the Pod.
   *
   * @param protocol {@code tcp}, {@code udp} or {@code sctp}
   * @param hostIp the node's address, empty for all
   */
  public record HostPort(int hostPort, int containerPort, String protocol, String hostIp) {}
}
