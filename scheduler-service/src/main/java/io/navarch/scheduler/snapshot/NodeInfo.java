package io.navarch.scheduler.snapshot;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A node and the sum of the Pods on it; immutable, so that a snapshot is an array of references.
 *
 * @param requested the sum of the Pods' requests
 * @param scoredRequested the sum of the requests that scores see
 * @param images sizes in bytes of the images on the node, by each of their names
 */
public record NodeInfo(
    Node node,
    Amounts allocatable,
    Amounts requested,
    Amounts scoredRequested,
    List<PodInfo> pods,
    List<HostPort> usedPorts,
    Map<String, Long> images) {

  /** A node on which there is no Pod. */
  public static NodeInfo empty(Node node, PodRequests calculator) {
    var status = node.getStatus();
    var allocatable = calculator.amounts(status == null ? Map.of() : status.getAllocatable());
    return new NodeInfo(
        node, allocatable, Amounts.NONE, Amounts.NONE, List.of(), List.of(), images(node));
  }

  /** The node's name. */
  public String name() {
    return node.getMetadata().getName();
  }

  /** The node's labels. */
  public Map<String, String> labels() {
    return Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.of());
  }

  /** The node's taints. */
  public List<Taint> taints() {
    return node.getSpec() == null ? List.of() : node.getSpec().getTaints();
  }

  /** Whether the node is cordoned. */
  public boolean isUnschedulable() {
    return node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable());
  }

  /** The node with one Pod more. */
  public NodeInfo plus(PodInfo pod) {
    var more = new ArrayList<>(pods);
    more.add(pod);
    return with(more, requested.plus(pod.requests()), scoredRequested.plus(pod.scoredRequests()));
  }

  /** The node without a Pod that is on it. */
  public NodeInfo minus(PodInfo pod) {
    var fewer = pods.stream().filter(other -> !other.uid().equals(pod.uid())).toList();
    return fewer.size() == pods.size()
        ? this
        : with(fewer, requested.minus(pod.requests()), scoredRequested.minus(pod.scoredRequests()));
  }

  /** The same Pods on a changed node. */
  public NodeInfo withNode(Node changed, PodRequests calculator) {
    var fresh = empty(changed, calculator);
    return new NodeInfo(
        changed, fresh.allocatable, requested, scoredRequested, pods, usedPorts, fresh.images);
  }

  private NodeInfo with(List<PodInfo> newPods, Amounts newRequested, Amounts newScored) {
    var ports = newPods.stream().flatMap(pod -> pod.hostPorts().stream()).toList();
    return new NodeInfo(
        node, allocatable, newRequested, newScored, List.copyOf(newPods), ports, images);
  }

  private static Map<String, Long> images(Node node) {
    if (node.getStatus() == null || node.getStatus().getImages() == null) {
      return Map.of();
    }
    var sizes = new HashMap<String, Long>();
    for (var image : node.getStatus().getImages()) {
      for (var name : image.getNames()) {
        sizes.put(name, Objects.requireNonNullElse(image.getSizeBytes(), 0L));
      }
    }
    return Map.copyOf(sizes);
  }
}
