package io.navarch.scheduler.snapshot;

import io.fabric8.kubernetes.api.model.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every node with the Pods that are bound to it or assumed to be. A Pod is assumed from the
 * moment the scheduler has chosen until the watch shows it bound, or its binding failed; so the
 * next cycle already sees it. Pods of nodes that are not known (yet) are kept for when they come.
 * Thread-safe: the informers' threads write, the cycle's thread takes snapshots.
 */
@RequiredArgsConstructor
public final class ClusterCache {

  private final PodRequests calculator;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, NodeInfo> nodes = new LinkedHashMap<>();
  private final Map<String, PodInfo> pods = new HashMap<>();
  private final Map<String, List<PodInfo>> homeless = new HashMap<>();
  private Map<String, Integer> positions = Map.of();
  private @Nullable ClusterSnapshot snapshot;

  /** A node is new or changed. */
  public void putNode(Node node) {
    change(() -> {
      var name = node.getMetadata().getName();
      var known = nodes.get(name);
      var info =
          known == null ? NodeInfo.empty(node, calculator) : known.withNode(node, calculator);
      var waiting = homeless.remove(name);
      for (var pod : waiting == null ? List.<PodInfo>of() : waiting) {
        info = info.plus(pod);
      }
      nodes.put(name, info);
      positions = known == null ? positions() : positions;
    });
  }

  /** A node is gone; its Pods may come back with it. */
  public void removeNode(String name) {
    change(() -> {
      var gone = nodes.remove(name);
      positions = positions();
      if (gone != null && !gone.pods().isEmpty()) {
        homeless.put(name, new ArrayList<>(gone.pods()));
      }
    });
  }

  /** A Pod is bound, or assumed to be, to the node that it names. */
  public void putPod(PodInfo pod) {
    change(() -> {
      remove(pod.uid());
      pods.put(pod.uid(), pod);
      var node = nodes.get(pod.nodeName());
      if (node == null) {
        homeless.computeIfAbsent(pod.nodeName(), _ -> new ArrayList<>()).add(pod);
      } else {
        nodes.put(pod.nodeName(), node.plus(pod));
      }
    });
  }

  /** A Pod needs its node no longer, or was not bound after all. */
  public void removePod(String uid) {
    change(() -> remove(uid));
  }

  /** The state as of now; the same object as long as nothing changes. */
  public ClusterSnapshot snapshot() {
    lock.lock();
    try {
      var current = snapshot;
      if (current == null) {
        current = take();
        snapshot = current;
      }
      return current;
    } finally {
      lock.unlock();
    }
  }

  /** How many Pods are bound or assumed. */
  public int podCount() {
    lock.lock();
    try {
      return pods.size();
    } finally {
      lock.unlock();
    }
  }

  private ClusterSnapshot take() {
    return new ClusterSnapshot(List.copyOf(nodes.values()), positions);
  }

  private Map<String, Integer> positions() {
    var fresh = HashMap.<String, Integer>newHashMap(nodes.size());
    nodes.keySet().forEach(name -> fresh.put(name, fresh.size()));
    return fresh;
  }

  private void remove(String uid) {
    var old = pods.remove(uid);
    if (old == null) {
      return;
    }
    nodes.computeIfPresent(old.nodeName(), (_, node) -> node.minus(old));
    homeless.computeIfPresent(
        old.nodeName(),
        (_, waiting) -> {
          waiting.removeIf(pod -> pod.uid().equals(uid));
          return waiting.isEmpty() ? null : waiting;
        });
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      snapshot = null;
    } finally {
      lock.unlock();
    }
  }
}
