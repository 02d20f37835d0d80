package io.navarch.controller.namespace;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.PartialObjectMetadata;
import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ApiException;
import io.navarch.client.transport.ListQuery;
import io.navarch.client.transport.ResourceKey;
import io.navarch.controller.discovery.ApiResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lombok.RequiredArgsConstructor;

/** Deletes what a namespace holds, one resource after the other, pods first. */
@RequiredArgsConstructor
final class ContentDeletion {

  private static final long POD_GRACE = 30;

  private final ApiClient api;

  /** Asks for the removal of everything and tells what is left. */
  Remaining deleteAll(String namespace, List<ApiResource> resources) {
    var pods = resources.stream().filter(ContentDeletion::isPods).toList();
    var first = delete(namespace, pods);
    if (!first.isNothing()) {
      return first; // what pods use goes only after them
    }
    return delete(namespace, resources.stream().filter(one -> !isPods(one)).toList());
  }

  private Remaining delete(String namespace, List<ApiResource> resources) {
    Map<String, Integer> numbers = new TreeMap<>();
    Map<String, Integer> finalizers = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    long grace = 0;
    for (var resource : resources) {
      try {
        var left = delete(namespace, resource);
        if (!left.isEmpty()) {
          numbers.put(resource.type().plural() + "." + resource.type().group(), left.size());
          left.forEach(one ->
              one.getMetadata().getFinalizers().forEach(f -> finalizers.merge(f, 1, Integer::sum)));
          grace = Math.max(grace, grace(resource, left));
        }
      } catch (ApiException e) {
        if (e.code() != 404 && e.code() != 405) {
          failures.add(e.getMessage());
        }
      }
    }
    return new Remaining(numbers, finalizers, failures, grace);
  }

  private List<PartialObjectMetadata> delete(String namespace, ApiResource resource) {
    var query = ListQuery.inNamespace(namespace);
    var options = new DeleteOptionsBuilder().withPropagationPolicy("Background").build();
    var metadata = resource.type().metadata();
    if (resource.can("deletecollection")) {
      api.deleteCollection(resource.type(), query, options);
    } else {
      for (var object : api.list(metadata, query, "").items()) {
        api.delete(metadata, ResourceKey.of(object), options);
      }
    }
    return api.list(metadata, query, "").items();
  }

  private static long grace(ApiResource resource, List<PartialObjectMetadata> left) {
    if (!isPods(resource)) {
      return left.stream().anyMatch(one -> !one.getMetadata().getFinalizers().isEmpty()) ? 15 : 1;
    }
    return left.stream()
        .map(one -> one.getMetadata().getDeletionGracePeriodSeconds())
        .mapToLong(seconds -> seconds == null ? POD_GRACE : seconds)
        .max()
        .orElse(0);
  }

  private static boolean isPods(ApiResource resource) {
    return resource.type().group().isEmpty() && resource.type().plural().equals("pods");
  }
}
