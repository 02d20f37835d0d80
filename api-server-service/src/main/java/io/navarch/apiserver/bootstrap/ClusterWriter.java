package io.navarch.apiserver.bootstrap;

import io.navarch.apiserver.registry.DeleteOptions;
import io.navarch.apiserver.registry.ObjectReader;
import io.navarch.apiserver.registry.ObjectRules;
import io.navarch.apiserver.registry.ResourceStore;
import io.navarch.apiserver.registry.Resources;
import io.navarch.apiserver.registry.ServedResource;
import io.navarch.apiserver.registry.Write;
import io.navarch.apiserver.registry.WriteGates;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.StatusReason;
import io.navarch.schema.GroupResource;
import java.util.Optional;
import java.util.function.BinaryOperator;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the server's own objects, past admission: nobody asked for them. Several servers may write
 * the same at one time; who comes second finds it there.
 */
@Component
@RequiredArgsConstructor
final class ClusterWriter {

  private final Resources resources;
  private final ResourceStore store;
  private final ObjectReader objects;
  private final ObjectRules rules;

  /** Creates the object if it is not there. */
  void ensure(GroupResource collection, ObjectNode wanted) {
    ensure(collection, wanted, (present, _) -> present);
  }

  /**
   * Creates the object, or makes of the present one and the wanted one what is to be. Equal means
   * that nothing is written.
   */
  void ensure(GroupResource collection, ObjectNode wanted, BinaryOperator<ObjectNode> merge) {
    var resource = served(collection);
    var write = write(resource, wanted);
    var present = find(collection, wanted);
    if (present.isEmpty()) {
      var complete = wanted.deepCopy();
      rules.applyDefaults(resource.storageKind(), complete);
      try {
        store.create(write, complete);
        return;
      } catch (ApiStatusException e) {
        if (e.status().reason() != StatusReason.ALREADY_EXISTS) {
          throw e;
        }
      }
    } else if (merge.apply(present.get().deepCopy(), wanted).equals(present.get())) {
      return;
    }
    store.update(write, now -> merge.apply(now, wanted));
  }

  /** Sets the status of an object that is there, if it is another. */
  void ensureStatus(GroupResource collection, ObjectNode named, BinaryOperator<ObjectNode> merge) {
    var present = find(collection, named);
    if (present.isPresent()
        && !merge.apply(present.get().deepCopy(), named).equals(present.get())) {
      store.updateStatus(write(served(collection), named), now -> merge.apply(now, named));
    }
  }

  /** Deletes an object. */
  void delete(GroupResource collection, ObjectNode named) {
    store.delete(write(served(collection), named), DeleteOptions.NONE);
  }

  Optional<ObjectNode> find(GroupResource collection, ObjectNode named) {
    return objects
        .find(collection, namespace(named), name(named))
        .or(() -> objects.findNewest(collection, namespace(named), name(named)));
  }

  private ServedResource served(GroupResource collection) {
    return resources
        .findStored(collection)
        .orElseThrow(() -> new IllegalStateException(collection + " is not served"));
  }

  private static Write write(ServedResource resource, ObjectNode object) {
    return Write.builder()
        .resource(resource)
        .namespace(namespace(object))
        .name(name(object))
        .dryRun(false)
        .gates(WriteGates.OPEN)
        .build();
  }

  private static String namespace(ObjectNode object) {
    return object.path("metadata").path("namespace").asString("");
  }

  private static String name(ObjectNode object) {
    return object.path("metadata").path("name").asString("");
  }
}
