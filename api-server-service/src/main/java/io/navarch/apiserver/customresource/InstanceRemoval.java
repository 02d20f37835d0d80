package io.navarch.apiserver.customresource;

import io.navarch.apiserver.registry.DeleteOptions;
import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.registry.ResourceStore;
import io.navarch.apiserver.registry.Resources;
import io.navarch.apiserver.registry.ServedResource;
import io.navarch.apiserver.registry.Write;
import io.navarch.apiserver.registry.WriteGates;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.StatusReason;
import io.navarch.apiserver.storage.cache.WatchCache;
import java.util.List;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Removes the objects of a definition that is being deleted, then lets it go. */
@Slf4j
@Component
@RequiredArgsConstructor
final class InstanceRemoval {

  private final Resources resources;
  private final ResourceStore store;
  private final WatchCache cache;
  private volatile boolean unfinished;

  /** Whether objects are left that were asked to go. */
  boolean hasWork() {
    return unfinished;
  }

  void remove(List<Definition> definitions) {
    boolean left = false;
    for (var definition : definitions) {
      if (definition.meta().isTerminating()
          && definition.meta().finalizers().contains(Definition.FINALIZER)) {
        left |= !isEmptied(definition);
      }
    }
    unfinished = left;
  }

  private boolean isEmptied(Definition definition) {
    var resource = resources.findStored(definition.collection());
    var keys = cache.consistent(definition.collection()).stream("", "").map(o -> o.key()).toList();
    if (resource.isPresent()) {
      keys.forEach(key -> delete(resource.get(), key));
    }
    if (resource.isPresent()
        && cache.consistent(definition.collection()).stream("", "").findAny().isPresent()) {
      return false;
    }
    var definitions = resources.findStored(Definition.RESOURCE).orElseThrow();
    tolerateAbsence(() -> store.update(write(definitions, "", definition.name()), this::letGo));
    return true;
  }

  private void delete(ServedResource resource, String key) {
    int slash = key.indexOf('/');
    var namespace = slash < 0 ? "" : key.substring(0, slash);
    var write = write(resource, namespace, key.substring(slash + 1));
    tolerateAbsence(() -> store.delete(write, DeleteOptions.NONE));
  }

  private ObjectNode letGo(ObjectNode definition) {
    var meta = ObjectMeta.of(definition);
    meta.setFinalizers(
        meta.finalizers().stream().filter(f -> !f.equals(Definition.FINALIZER)).toList());
    return definition;
  }

  private static void tolerateAbsence(Runnable action) {
    try {
      action.run();
    } catch (ApiStatusException e) {
      if (e.status().reason() != StatusReason.NOT_FOUND) {
        throw e;
      }
    }
  }

  private static Write write(ServedResource resource, String namespace, String name) {
    return Write.builder()
        .resource(resource)
        .namespace(namespace)
        .name(name)
        .dryRun(false)
        .repeatable(true)
        .gates(WriteGates.OPEN)
        .build();
  }
}
