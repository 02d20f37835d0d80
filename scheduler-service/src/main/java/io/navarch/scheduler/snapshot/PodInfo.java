package io.navarch.scheduler.snapshot;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.client.transport.ResourceKey;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A Pod with what the plugins ask of it, worked out once.
 *
 * @param requests what counts against a node's allocatable amounts
 * @param scoredRequests the same with the defaults that scores assume for containers without
 *     requests
 */
public record PodInfo(
    Pod pod, ResourceKey key, Amounts requests, Amounts scoredRequests, List<HostPort> hostPorts) {

  private static final long DEFAULT_MILLI_CPU = 100;
  private static final long DEFAULT_MEMORY = 200L * 1024 * 1024;

  public PodInfo {
    hostPorts = List.copyOf(hostPorts);
  }

  /** Works out a Pod. */
  public static PodInfo of(Pod pod, PodRequests calculator) {
    var requests = calculator.of(pod.getSpec());
    return new PodInfo(
        pod, ResourceKey.of(pod), requests, withDefaults(pod, requests), hostPorts(pod));
  }

  /** The uid, which tells a Pod from its namesakes before and after. */
  public String uid() {
    return Objects.requireNonNullElse(pod.getMetadata().getUid(), "");
  }

  /** The node it is bound to, or empty. */
  public String nodeName() {
    return Objects.requireNonNullElse(pod.getSpec().getNodeName(), "");
  }

  /** Its priority; 0 where admission set none. */
  public int priority() {
    return Objects.requireNonNullElse(pod.getSpec().getPriority(), 0);
  }

  /** Whether it is being deleted. */
  public boolean isTerminating() {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  /** Whether it will never run again. */
  public boolean isFinished() {
    var phase = pod.getStatus() == null ? "" : pod.getStatus().getPhase();
    return "Succeeded".equals(phase) || "Failed".equals(phase);
  }

  private static Amounts withDefaults(Pod pod, Amounts requests) {
    int containers = pod.getSpec().getContainers().size();
    var result = requests;
    if (requests.get(ResourceIndex.CPU) == 0) {
      result = result.with(ResourceIndex.CPU, containers * DEFAULT_MILLI_CPU);
    }
    if (requests.get(ResourceIndex.MEMORY) == 0) {
      result = result.with(ResourceIndex.MEMORY, containers * DEFAULT_MEMORY);
    }
    return result;
  }

  private static List<HostPort> hostPorts(Pod pod) {
    var sidecars =
        pod.getSpec().getInitContainers().stream()
            .filter(c -> "Always".equals(c.getRestartPolicy()));
    return Stream.concat(pod.getSpec().getContainers().stream(), sidecars)
        .flatMap(PodInfo::hostPorts)
        .toList();
  }

  private static Stream<HostPort> hostPorts(Container container) {
    return container.getPorts().stream()
        .filter(port -> port.getHostPort() != null && port.getHostPort() > 0)
        .map(port ->
            new HostPort(
                Objects.requireNonNullElse(port.getHostIP(), ""),
                Objects.requireNonNullElse(port.getProtocol(), ""),
                port.getHostPort()));
  }
}
