package io.navarch.apiserver.authorization.node;

import io.navarch.apiserver.authorization.node.PodReferences.Reference;
import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.apiserver.storage.cache.CacheEvent;
import io.navarch.apiserver.storage.cache.CachedObject;
import io.navarch.schema.GroupResource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Which objects the Pods of a node refer to. Fed by one thread with the events of Pods; asked by
 * all. Volumes behind claims, and what they refer to, are looked up when asked for.
 */
@Component
@RequiredArgsConstructor
final class NodeGraph {

  private static final GroupResource CLAIMS = new GroupResource("", "persistentvolumeclaims");
  private static final GroupResource VOLUMES = new GroupResource("", "persistentvolumes");
  private static final GroupResource ATTACHMENTS =
      new GroupResource("storage.k8s.io", "volumeattachments");

  private final ObjectReader objects;

  /** By node: how many Pods refer to an object. */
  private final Map<String, Map<Reference, Integer>> references = new ConcurrentHashMap<>();

  private final Map<String, Placed> placed = new HashMap<>();

  /** Begins anew. Called by the feeding thread alone, as are the following. */
  void clear() {
    placed.clear();
    references.clear();
  }

  void accept(CacheEvent event) {
    switch (event) {
      case CacheEvent.Put(var object, _) -> put(object);
      case CacheEvent.Removed(var last, _) -> remove(last.key());
      case CacheEvent.Progress _ -> {}
    }
  }

  void put(CachedObject object) {
    var pod = object.tree();
    var node = pod.path("spec").path("nodeName").asString("");
    remove(object.key());
    if (!node.isEmpty()) {
      var referred = PodReferences.of(pod);
      placed.put(object.key(), new Placed(node, referred));
      var ofNode = references.computeIfAbsent(node, _ -> new ConcurrentHashMap<>());
      referred.forEach(r -> ofNode.merge(r, 1, Integer::sum));
    }
  }

  private void remove(String key) {
    var before = placed.remove(key);
    if (before != null) {
      var ofNode = references.getOrDefault(before.node(), Map.of());
      before.references().forEach(r -> ofNode.computeIfPresent(r, (_, n) -> n > 1 ? n - 1 : null));
    }
  }

  /** Whether a Pod of the node refers to an object, be it by way of a volume. */
  boolean isReferred(String node, String resource, String namespace, String name) {
    var ofNode = references.getOrDefault(node, Map.of());
    return switch (resource) {
      case "persistentvolumes" ->
          ofNode.keySet().stream()
              .filter(r -> r.resource().equals("persistentvolumeclaims"))
              .anyMatch(r -> volumeOf(r).equals(name));
      case "volumeattachments" ->
          objects
              .find(ATTACHMENTS, "", name)
              .filter(a -> a.path("spec").path("nodeName").asString("").equals(node))
              .isPresent();
      case "secrets" ->
          ofNode.containsKey(new Reference(resource, namespace, name))
              || ofNode.keySet().stream()
                  .filter(r -> r.resource().equals("persistentvolumeclaims"))
                  .anyMatch(r -> refersToSecret(r, namespace, name));
      default -> ofNode.containsKey(new Reference(resource, namespace, name));
    };
  }

  private String volumeOf(Reference claim) {
    return objects
        .find(CLAIMS, claim.namespace(), claim.name())
        .map(c -> c.path("spec").path("volumeName").asString(""))
        .orElse("");
  }

  private boolean refersToSecret(Reference claim, String namespace, String name) {
    var volume = volumeOf(claim);
    return !volume.isEmpty()
        && objects
            .find(VOLUMES, "", volume)
            .map(v -> v.path("spec"))
            .filter(s -> anySecretRef(s, claim.namespace(), namespace, name))
            .isPresent();
  }

  private static boolean anySecretRef(
      JsonNode spec, String claimNamespace, String namespace, String name) {
    for (var source : spec) {
      for (var field : source) {
        var given = field.path("namespace").asString(claimNamespace);
        if (field.path("name").asString("").equals(name) && given.equals(namespace)) {
          return true;
        }
      }
    }
    return false;
  }

  private record Placed(String node, Set<Reference> references) {}
}
