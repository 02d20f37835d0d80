package io.navarch.controller.endpointslice;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.navarch.client.informer.CacheEvent;
import io.navarch.client.informer.Lister;
import io.navarch.client.transport.ResourceKey;
import io.navarch.controller.podcontrol.Selectors;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Which pods a service picks, and which services a change of a pod concerns. */
record ServicePods(Lister<Service> services, Lister<Pod> pods) {

  List<Pod> of(Service service) {
    var picks = Selectors.of(service.getSpec().getSelector());
    return pods.inNamespace(service.getMetadata().getNamespace()).stream()
        .filter(pod -> picks.test(pod.getMetadata().getLabels()))
        .toList();
  }

  Collection<ResourceKey> concerned(CacheEvent<Pod> event) {
    return switch (event) {
      case CacheEvent.Added<Pod>(var pod) -> picking(pod).toList();
      case CacheEvent.Removed<Pod>(var pod) -> picking(pod).toList();
      case CacheEvent.Updated<Pod>(var before, var after) ->
          isRelevant(before, after)
              ? Stream.concat(picking(before), picking(after)).distinct().toList()
              : List.of();
    };
  }

  private Stream<ResourceKey> picking(Pod pod) {
    return services.inNamespace(pod.getMetadata().getNamespace()).stream()
        .filter(service ->
            Selectors.of(service.getSpec().getSelector()).test(pod.getMetadata().getLabels()))
        .map(ResourceKey::of);
  }

  private static boolean isRelevant(Pod before, Pod after) {
    return !Objects.equals(before.getMetadata().getLabels(), after.getMetadata().getLabels())
        || !Objects.equals(
            before.getMetadata().getDeletionTimestamp(), after.getMetadata().getDeletionTimestamp())
        || !Objects.equals(before.getSpec(), after.getSpec())
        || !Objects.equals(before.getStatus(), after.getStatus());
  }
}
