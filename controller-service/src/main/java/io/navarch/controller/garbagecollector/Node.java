package io.navarch.controller.garbagecollector;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One object in the graph. Guarded by the graph's lock.
 *
 * <p>A node is virtual while it is known only from those that name it as their owner.
 */
final class Node {

  /** What an object is, apart from its state. */
  record Identity(
      @Nullable ResourceType<GenericKubernetesResource> type,
      String apiVersion,
      String kind,
      ResourceKey key,
      String uid) {}

  Identity identity;
  List<OwnerReference> owners;
  boolean isVirtual;
  boolean isDeleting;
  boolean deletesDependents;
  final Set<Node> dependents = new LinkedHashSet<>();

  Node(Identity identity, List<OwnerReference> owners) {
    this.identity = identity;
    this.owners = owners;
  }

  String uid() {
    return identity.uid();
  }

  /** The dependents that say that their owner must not go before them. */
  List<Node> blockingDependents() {
    return dependents.stream()
        .filter(dependent ->
            dependent.owners.stream()
                .anyMatch(owner ->
                    owner.getUid().equals(uid())
                        && Boolean.TRUE.equals(owner.getBlockOwnerDeletion())))
        .toList();
  }
}
