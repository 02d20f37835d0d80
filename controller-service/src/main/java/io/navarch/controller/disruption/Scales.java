package io.navarch.controller.disruption;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.navarch.client.informer.Informers;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ResourceKey;
import io.navarch.controller.podcontrol.Numbers;
import io.navarch.controller.podcontrol.Owners;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How many pods the owners of pods want. */
final class Scales {

  private final Lister<ReplicationController> replicationControllers;
  private final Lister<ReplicaSet> replicaSets;
  private final Lister<Deployment> deployments;
  private final Lister<StatefulSet> statefulSets;

  Scales(Informers informers) {
    this.replicationControllers = informers.lister(ReplicationController.class);
    this.replicaSets = informers.lister(ReplicaSet.class);
    this.deployments = informers.lister(Deployment.class);
    this.statefulSets = informers.lister(StatefulSet.class);
  }

  /**
   * The sum over all owners; pods that nobody controls count for nothing.
   *
   * @throws IllegalArgumentException if an owner is of a kind whose scale is not known
   */
  int of(List<Pod> pods) {
    Map<String, Integer> byOwner = new TreeMap<>();
    for (var pod : pods) {
      Owners.controller(pod)
          .ifPresent(owner -> add(byOwner, pod.getMetadata().getNamespace(), owner));
    }
    return byOwner.values().stream().mapToInt(Integer::intValue).sum();
  }

  private void add(Map<String, Integer> byOwner, String namespace, OwnerReference owner) {
    var key = ResourceKey.of(namespace, owner.getName());
    switch (owner.getKind()) {
      case "ReplicationController" ->
          find(replicationControllers, key, owner)
              .ifPresent(
                  o -> byOwner.put(owner.getUid(), Numbers.orZero(o.getSpec().getReplicas())));
      case "StatefulSet" ->
          find(statefulSets, key, owner)
              .ifPresent(
                  o -> byOwner.put(owner.getUid(), Numbers.orZero(o.getSpec().getReplicas())));
      case "Deployment" ->
          find(deployments, key, owner)
              .ifPresent(
                  o -> byOwner.put(owner.getUid(), Numbers.orZero(o.getSpec().getReplicas())));
      case "ReplicaSet" -> {
        var set = find(replicaSets, key, owner);
        var above = set.flatMap(Owners::controller).filter(o -> o.getKind().equals("Deployment"));
        if (above.isPresent()) {
          add(byOwner, namespace, above.get());
        } else {
          set.ifPresent(
              o -> byOwner.put(owner.getUid(), Numbers.orZero(o.getSpec().getReplicas())));
        }
      }
      default ->
          throw new IllegalArgumentException(
              "%s does not implement the scale subresource".formatted(owner.getKind()));
    }
  }

  private static <T extends HasMetadata> Optional<T> find(
      Lister<T> lister, ResourceKey key, OwnerReference owner) {
    return lister.find(key).filter(o -> o.getMetadata().getUid().equals(owner.getUid()));
  }
}
