package io.navarch.controller.garbagecollector;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PartialObjectMetadata;
import io.navarch.client.transport.ResourceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;

/**
 * Who owns whom, as far as it was seen. Changes answer which objects should be looked at because of
 * them; the graph itself deletes nothing and asks nobody. Thread-safe: one lock around everything.
 */
@RequiredArgsConstructor
final class Graph {

  static final String ORPHAN = "orphan";
  static final String FOREGROUND = "foregroundDeletion";

  /**
   * Objects to look at.
   *
   * @param delete uids of objects that perhaps should go
   * @param orphan uids of owners whose dependents should be set free
   */
  record Work(Set<String> delete, Set<String> orphan) {

    static Work nothing() {
      return new Work(new LinkedHashSet<>(), new LinkedHashSet<>());
    }
  }

  /** A moment of a node, for those who ask the API about it without holding the lock. */
  record View(
      Node.Identity identity,
      List<OwnerReference> owners,
      boolean isVirtual,
      boolean isDeleting,
      boolean deletesDependents,
      List<View> dependents,
      Set<String> blocking) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Node> nodes = new HashMap<>();

  /** An object is as given now. */
  Work observed(Node.Identity identity, PartialObjectMetadata object) {
    return locked(() -> {
      var work = Work.nothing();
      var owners = List.copyOf(object.getMetadata().getOwnerReferences());
      var node = nodes.get(identity.uid());
      boolean wasDeleting = node != null && node.isDeleting;
      if (node == null) {
        node = new Node(identity, List.of());
        nodes.put(identity.uid(), node);
      }
      node.identity = identity;
      node.isVirtual = false;
      relink(node, owners, work);
      if (object.getMetadata().getDeletionTimestamp() != null) {
        deleting(node, wasDeleting, object, work);
      }
      return work;
    });
  }

  private void relink(Node node, List<OwnerReference> owners, Work work) {
    var before = node.owners;
    if (before.equals(owners)) {
      return;
    }
    node.owners = owners;
    var now = owners.stream().map(OwnerReference::getUid).toList();
    for (var owner : before) {
      var known = nodes.get(owner.getUid());
      if (known != null && !now.contains(owner.getUid())) {
        known.dependents.remove(node);
      }
      if (known != null && known.deletesDependents) {
        work.delete().add(known.uid()); // it may wait for this one no longer
      }
    }
    for (var owner : owners) {
      var known = nodes.get(owner.getUid());
      if (known == null) {
        known = virtual(node, owner);
        work.delete().add(known.uid()); // to find out whether it exists
      }
      known.dependents.add(node);
    }
    if (!owners.isEmpty()) {
      work.delete().add(node.uid());
    }
  }

  private Node virtual(Node dependent, OwnerReference owner) {
    var key = ResourceKey.of(dependent.identity.key().namespace(), owner.getName());
    var identity =
        new Node.Identity(null, owner.getApiVersion(), owner.getKind(), key, owner.getUid());
    var node = new Node(identity, List.of());
    node.isVirtual = true;
    nodes.put(owner.getUid(), node);
    return node;
  }

  private static void deleting(
      Node node, boolean wasDeleting, PartialObjectMetadata object, Work work) {
    node.isDeleting = true;
    var finalizers = object.getMetadata().getFinalizers();
    if (finalizers.contains(ORPHAN) && !wasDeleting) {
      work.orphan().add(node.uid());
    }
    if (finalizers.contains(FOREGROUND)) {
      node.deletesDependents = true;
      node.dependents.forEach(dependent -> work.delete().add(dependent.uid()));
      work.delete().add(node.uid());
    }
  }

  /** An object is gone. */
  Work removed(String uid) {
    return locked(() -> {
      var work = Work.nothing();
      var node = nodes.remove(uid);
      if (node == null) {
        return work;
      }
      node.dependents.forEach(dependent -> work.delete().add(dependent.uid()));
      for (var owner : node.owners) {
        var known = nodes.get(owner.getUid());
        if (known != null) {
          known.dependents.remove(node);
          if (known.deletesDependents) {
            work.delete().add(known.uid());
          }
        }
      }
      return work;
    });
  }

  /** A node and its dependents as they are now. */
  Optional<View> find(String uid) {
    return locked(() -> Optional.ofNullable(nodes.get(uid)).map(node -> view(node, true)));
  }

  private static View view(Node node, boolean deep) {
    List<View> dependents = new ArrayList<>();
    if (deep) {
      node.dependents.forEach(dependent -> dependents.add(view(dependent, false)));
    }
    Set<String> blocking = new LinkedHashSet<>();
    node.blockingDependents().forEach(dependent -> blocking.add(dependent.uid()));
    return new View(
        node.identity,
        node.owners,
        node.isVirtual,
        node.isDeleting,
        node.deletesDependents,
        List.copyOf(dependents),
        blocking);
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
