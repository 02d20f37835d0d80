package io.navarch.apiserver.testing;

import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.StoredObject;
import io.navarch.apiserver.storage.cache.CacheWatch;
import io.navarch.apiserver.storage.cache.CachedObject;
import io.navarch.apiserver.storage.cache.Snapshot;
import io.navarch.apiserver.storage.cache.WatchCache;
import io.navarch.apiserver.storage.cache.WatchScope;
import io.navarch.schema.GroupResource;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A cache that is never behind, because it asks the store each time. It can't be watched. */
@RequiredArgsConstructor
public final class DirectCache implements WatchCache {

  private final RevisionStore store;

  @Override
  public Snapshot current(GroupResource collection) {
    var content = store.read(collection);
    var objects =
        content.objects().stream().sorted(Comparator.comparing(StoredObject::key)).toList();
    return new Present(content.revision(), objects);
  }

  @Override
  public Snapshot consistent(GroupResource collection) {
    return current(collection);
  }

  @Override
  public Optional<Snapshot> notOlderThan(GroupResource collection, long revision, Duration wait) {
    return Optional.of(current(collection));
  }

  @Override
  public Optional<Snapshot> exactly(GroupResource collection, long revision) {
    return Optional.of(current(collection)).filter(snapshot -> snapshot.revision() == revision);
  }

  @Override
  public CacheWatch watch(GroupResource collection, long afterRevision, WatchScope scope) {
    throw new UnsupportedOperationException("not to be watched");
  }

  private record Present(long revision, List<StoredObject> objects) implements Snapshot {

    @Override
    public int size() {
      return objects.size();
    }

    @Override
    public Optional<CachedObject> find(String key) {
      return stream("", "").filter(object -> object.key().equals(key)).findFirst();
    }

    @Override
    public Stream<CachedObject> stream(String prefix, String after) {
      return objects.stream()
          .filter(object -> object.key().startsWith(prefix) && object.key().compareTo(after) > 0)
          .map(Entry::new);
    }
  }

  private record Entry(StoredObject object) implements CachedObject {

    @Override
    public String key() {
      return object.key();
    }

    @Override
    public long revision() {
      return object.revision();
    }

    @Override
    public byte[] json() {
      return object.json();
    }

    @Override
    public Map<String, String> labels() {
      var labels = new LinkedHashMap<String, String>();
      tree()
          .path("metadata")
          .path("labels")
          .properties()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
      return labels;
    }

    @Override
    public ObjectNode tree() {
      return (ObjectNode) JsonMapper.shared().readTree(object.json());
    }
  }
}
