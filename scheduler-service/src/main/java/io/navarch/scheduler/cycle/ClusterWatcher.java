package io.navarch.scheduler.cycle;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Pod;
import io.navarch.client.informer.CacheEvent;
import io.navarch.scheduler.framework.ClusterEvent;
import io.navarch.scheduler.queue.SchedulingQueue;
import io.navarch.scheduler.snapshot.ClusterCache;
import io.navarch.scheduler.snapshot.PodInfo;
import io.navarch.scheduler.snapshot.PodRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;

/**
 * Brings what the API tells of nodes and Pods to the cache and the queue. Called by the informers'
 * threads, one per informer.
 */
@RequiredArgsConstructor
final class ClusterWatcher {

  private final Set<String> schedulerNames;
  private final ClusterCache cache;
  private final SchedulingQueue queue;
  private final PodRequests requests;

  /** A node came, changed or went. */
  void onNode(CacheEvent<Node> event) {
    switch (event) {
      case CacheEvent.Added<Node>(var node) -> {
        cache.putNode(node);
        queue.on(ClusterEvent.NODE_ADDED);
      }
      case CacheEvent.Updated<Node>(var before, var node) -> {
        cache.putNode(node);
        changes(before, node).forEach(queue::on);
      }
      case CacheEvent.Removed<Node>(var node) -> cache.removeNode(node.getMetadata().getName());
    }
  }

  /** A Pod came, changed or went. */
  void onPod(CacheEvent<Pod> event) {
    switch (event) {
      case CacheEvent.Added<Pod>(var pod) ->
          put(PodInfo.of(pod, requests), ClusterEvent.ASSIGNED_POD_ADDED);
      case CacheEvent.Updated<Pod>(_, var pod) ->
          put(PodInfo.of(pod, requests), ClusterEvent.POD_UPDATED);
      case CacheEvent.Removed<Pod>(var pod) -> remove(PodInfo.of(pod, requests));
    }
  }

  private void put(PodInfo pod, ClusterEvent event) {
    if (pod.isFinished()) {
      remove(pod);
    } else if (!pod.nodeName().isEmpty()) {
      queue.remove(pod.uid());
      cache.putPod(pod);
      queue.on(event);
    } else if (isOurs(pod) && !pod.isTerminating()) {
      queue.add(pod);
    } else {
      queue.remove(pod.uid());
    }
  }

  private void remove(PodInfo pod) {
    queue.remove(pod.uid());
    cache.removePod(pod.uid());
    if (!pod.nodeName().isEmpty()) {
      queue.on(ClusterEvent.ASSIGNED_POD_DELETED);
    }
  }

  private boolean isOurs(PodInfo pod) {
    var name = pod.pod().getSpec().getSchedulerName();
    return schedulerNames.contains(Objects.requireNonNullElse(name, "default-scheduler"));
  }

  /** What of a node has changed that plugins look at; heartbeats change nothing. */
  static List<ClusterEvent> changes(Node before, Node after) {
    var events = new ArrayList<ClusterEvent>();
    if (!Objects.equals(before.getStatus().getAllocatable(), after.getStatus().getAllocatable())) {
      events.add(ClusterEvent.NODE_ALLOCATABLE_CHANGED);
    }
    if (!Objects.equals(before.getMetadata().getLabels(), after.getMetadata().getLabels())) {
      events.add(ClusterEvent.NODE_LABEL_CHANGED);
    }
    if (!Objects.equals(before.getSpec().getTaints(), after.getSpec().getTaints())
        || !Objects.equals(
            before.getSpec().getUnschedulable(), after.getSpec().getUnschedulable())) {
      events.add(ClusterEvent.NODE_TAINT_CHANGED);
    }
    if (!conditions(before).equals(conditions(after))) {
      events.add(ClusterEvent.NODE_CONDITION_CHANGED);
    }
    return events;
  }

  private static Set<String> conditions(Node node) {
    return node.getStatus().getConditions().stream()
        .map((NodeCondition c) -> c.getType() + "=" + c.getStatus())
        .collect(Collectors.toSet());
  }
}
