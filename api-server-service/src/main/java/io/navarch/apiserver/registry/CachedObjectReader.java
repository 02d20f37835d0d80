package io.navarch.apiserver.registry;

import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.cache.CachedObject;
import io.navarch.apiserver.storage.cache.WatchCache;
import io.navarch.schema.GroupResource;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Reads from the watch cache, without asking the store. */
@Component
@RequiredArgsConstructor
final class CachedObjectReader implements ObjectReader {

  private final WatchCache cache;
  private final RevisionStore store;

  @Override
  public Optional<ObjectNode> find(GroupResource resource, String namespace, String name) {
    var key = namespace.isEmpty() ? name : namespace + "/" + name;
    return cache.current(resource).find(key).map(CachedObject::tree);
  }

  @Override
  public Optional<ObjectNode> findNewest(GroupResource resource, String namespace, String name) {
    var key = namespace.isEmpty() ? name : namespace + "/" + name;
    return store.find(resource, key).map(stored -> StoredForm.decode(stored.json()));
  }

  @Override
  public List<ObjectNode> list(GroupResource resource, String namespace) {
    var prefix = namespace.isEmpty() ? "" : namespace + "/";
    return cache.current(resource).stream(prefix, "").map(CachedObject::tree).toList();
  }
}
