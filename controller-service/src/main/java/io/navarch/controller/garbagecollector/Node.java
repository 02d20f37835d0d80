package io.navarch.controller.garbagecollector;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.navarch.client.transport.ResourceKey;
import io.navarch.client.transport.ResourceType;
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
      String uid) {

    /** Whether a reference that has this uid also has the rest right. */
    boolean isMeantBy(OwnerReference reference) {
      return key.name().equals(reference.getName())
          && kind.equals(reference.getKind())
          && apiVersion.equals(reference.getApiVersion());
    }
  }

  Identity identity;
  final Set<Node> dependents;
  List<OwnerReference> owners = List.of();
  boolean isVirtual;
  boolean isDeleting;
  boolean deletesDependents;

  /** The dependents belong to the graph: it knows them before and after the node. */
  Node(Identity identity, Set<Node> dependents) {
    this.identity = identity;
    this.dependents = dependents;
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
