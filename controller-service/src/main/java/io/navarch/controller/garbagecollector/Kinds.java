package io.navarch.controller.garbagecollector;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.navarch.client.transport.ResourceType;
import io.navarch.controller.discovery.ApiResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From what owner references say to where the owner lives. Replaced as a whole at discovery. */
final class Kinds {

  private volatile Map<String, ResourceType<GenericKubernetesResource>> byGroupKind = Map.of();

  void learn(List<ApiResource> resources) {
    Map<String, ResourceType<GenericKubernetesResource>> known = new HashMap<>();
    resources.forEach(resource ->
        known.putIfAbsent(resource.type().group() + "/" + resource.type().kind(), resource.type()));
    byGroupKind = Map.copyOf(known);
  }

  /** The resource of a kind, in the preferred version whatever the reference says. */
  Optional<ResourceType<GenericKubernetesResource>> find(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    var group = slash < 0 ? "" : apiVersion.substring(0, slash);
    return Optional.ofNullable(byGroupKind.get(group + "/" + kind));
  }
}
