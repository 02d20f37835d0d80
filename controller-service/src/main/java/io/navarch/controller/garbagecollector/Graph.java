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
   * @param strangers references that cross namespaces, to be told of
   */
  record Work(Set<String> delete, Set<String> orphan, List<Stranger> strangers) {

    static Work nothing() {
      return new Work(new LinkedHashSet<>(), new LinkedHashSet<>(), new ArrayList<>());
    }
  }

  /** An object that names an owner which lives in another namespace. */
  record Stranger(Node.Identity dependent, OwnerReference owner) {}

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

  /** By the owner's uid, whether or not the owner is known. */
  private final Map<String, Set<Node>> dependents = new HashMap<>();

  /** An object is as given now. */
  Work observed(Node.Identity identity, PartialObjectMetadata object) {
    return locked(() -> {
      var work = Work.nothing();
      var owners = List.copyOf(object.getMetadata().getOwnerReferences());
      var node = nodes.computeIfAbsent(identity.uid(), _ -> node(identity));
      boolean wasDeleting = node.isDeleting;
      boolean wasGuessed = node.isVirtual;
      node.identity = identity;
      node.isVirtual = false;
      if (wasGuessed) {
        meet(node, work);
      }
      relink(node, owners, work);
      if (object.getMetadata().getDeletionTimestamp() != null) {
        deleting(node, wasDeleting, object, work);
      }
      return work;
    });
  }

  private Node node(Node.Identity identity) {
    return new Node(
        identity, dependents.computeIfAbsent(identity.uid(), _ -> new LinkedHashSet<>()));
  }

  /** Who had named the owner before it was seen may have taken it for another. */
  private static void meet(Node owner, Work work) {
    for (var dependent : owner.dependents) {
      dependent.owners.stream()
          .filter(reference -> reference.getUid().equals(owner.uid()))
          .forEach(reference -> judge(dependent, reference, owner, work));
    }
  }

  /** References that do not fit what they name are looked at, and told of if that is certain. */
  private static void judge(Node dependent, OwnerReference reference, Node owner, Work work) {
    var namespace = owner.identity.key().namespace();
    boolean strange =
        !namespace.isEmpty() && !namespace.equals(dependent.identity.key().namespace());
    if (strange && !owner.isVirtual) {
      work.strangers().add(new Stranger(dependent.identity, reference));
    }
    if (strange || !owner.identity.isMeantBy(reference)) {
      work.delete().add(dependent.uid());
    }
  }

  private void relink(Node node, List<OwnerReference> owners, Work work) {
    var before = node.owners;
    if (before.equals(owners)) {
      return;
    }
    node.owners = owners;
    var now = owners.stream().map(OwnerReference::getUid).toList();
    for (var owner : before) {
      if (!now.contains(owner.getUid())) {
        unlink(node, owner.getUid());
      }
      var known = nodes.get(owner.getUid());
      if (known != null && known.deletesDependents) {
        work.delete().add(known.uid()); // it may wait for this one no longer
      }
    }
    for (var owner : owners) {
      var known = nodes.get(owner.getUid());
      if (known == null) {
        known = virtual(node, owner);
        work.delete().add(known.uid()); // to find out whether it exists
      } else if (!before.contains(owner)) {
        judge(node, owner, known, work);
      }
      known.dependents.add(node);
    }
    if (!owners.isEmpty()) {
      work.delete().add(node.uid());
    }
  }

  private void unlink(Node dependent, String owner) {
    dependents.computeIfPresent(
        owner,
        (uid, others) -> {
          others.remove(dependent);
          return others.isEmpty() && !nodes.containsKey(uid) ? null : others;
        });
  }

  private Node virtual(Node dependent, OwnerReference owner) {
    var key = ResourceKey.of(dependent.identity.key().namespace(), owner.getName());
    var node =
        node(new Node.Identity(null, owner.getApiVersion(), owner.getKind(), key, owner.getUid()));
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
    return locked(() -> remove(uid));
  }

  /** Nothing is where the object was thought to be; meanwhile it may have been seen elsewhere. */
  Work absent(Node.Identity identity) {
    return locked(() -> {
      var node = nodes.get(identity.uid());
      return node != null && node.identity.equals(identity)
          ? remove(identity.uid())
          : Work.nothing();
    });
  }

  /** Who names the object goes on to do so, and is found again should it appear elsewhere. */
  private Work remove(String uid) {
    var work = Work.nothing();
    var node = nodes.remove(uid);
    if (node == null) {
      return work;
    }
    node.dependents.forEach(dependent -> work.delete().add(dependent.uid()));
    dependents.computeIfPresent(uid, (_, left) -> left.isEmpty() ? null : left);
    for (var owner : node.owners) {
      unlink(node, owner.getUid());
      var known = nodes.get(owner.getUid());
      if (known != null && known.deletesDependents) {
        work.delete().add(known.uid());
      }
    }
    return work;
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
