package io.navarch.apiserver.registry;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.StoredObject;
import io.navarch.apiserver.storage.cache.WatchCache;
import java.util.Optional;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes objects of any kind by the law of their resource. A write begins from the cached state; if
 * that turns out to be behind, or is refused, it begins again from the store's own state, so that
 * nobody is refused for what another has changed already.
 */
@Component
@RequiredArgsConstructor
public class ResourceStore {

  private static final int MAX_ATTEMPTS = 12;

  private final RevisionStore store;
  private final WatchCache cache;
  private final Creation creation;
  private final Replacement replacement;
  private final Deletion deletion;

  /** The object as of now. */
  public Optional<StoredObject> find(ServedResource resource, String namespace, String name) {
    return store.find(resource.collection(), resource.key(namespace, name));
  }

  /**
   * Creates an object.
   *
   * @param object defaulted, in the storage version; belongs to the callee
   */
  public StoredObject create(Write write, ObjectNode object) {
    return creation.create(write, object);
  }

  /** Updates the object itself: all but its status. */
  public StoredObject update(Write write, Change change) {
    return update(write, UpdateModes.MAIN, change);
  }

  /** Updates {@code status} alone. */
  public StoredObject updateStatus(Write write, Change change) {
    return update(write, UpdateModes.STATUS, change);
  }

  /** Updates what a sub-resource may change. */
  public StoredObject update(Write write, SubresourceLaw law, Change change) {
    return update(write, UpdateModes.of(law), change);
  }

  /** Deletes an object, or begins to. */
  public Deleted delete(Write write, DeleteOptions options) {
    return retried(write, present -> deletion.attempt(write, options, present));
  }

  private StoredObject update(Write write, UpdateMode mode, Change change) {
    return retried(write, present -> replacement.attempt(write, mode, change, present));
  }

  private <T> T retried(Write write, Function<StoredObject, Optional<T>> attempt) {
    var collection = write.resource().collection();
    var known =
        cache
            .current(collection)
            .find(write.key())
            .map(c -> new StoredObject(c.key(), c.revision(), c.json()));
    if (known.isPresent()) {
      try {
        var result = attempt.apply(known.get());
        if (result.isPresent()) {
          return result.get();
        }
      } catch (ApiStatusException e) {
        if (isUpToDate(write, known.get())) {
          throw e;
        }
      }
    }
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      var present = store.find(collection, write.key()).orElseThrow(() -> notFound(write));
      var result = attempt.apply(present);
      if (result.isPresent()) {
        return result.get();
      }
    }
    throw Replacement.modified(write);
  }

  private boolean isUpToDate(Write write, StoredObject known) {
    return store
        .find(write.resource().collection(), write.key())
        .filter(present -> present.revision() == known.revision())
        .isPresent();
  }

  private static ApiStatusException notFound(Write write) {
    return ApiStatusException.notFound(write.resource().resource(), write.name());
  }
}
