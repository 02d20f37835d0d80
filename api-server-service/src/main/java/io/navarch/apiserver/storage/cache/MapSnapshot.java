package io.navarch.apiserver.storage.cache;

import io.navarch.apiserver.storage.RevisionStore.Content;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.TreePMap;

/** A snapshot over a persistent map: the next one shares all but the path to what changed. */
record MapSnapshot(long revision, TreePMap<String, EncodedObject> objects) implements Snapshot {

  static MapSnapshot of(Content content) {
    return new MapSnapshot(
        content.revision(),
        content.objects().stream()
            .map(o -> new EncodedObject(o.key(), o.revision(), o.json()))
            .collect(TreePMap.toTreePMap(EncodedObject::key, o -> o)));
  }

  @Override
  public int size() {
    return objects.size();
  }

  @Override
  public Optional<CachedObject> find(String key) {
    return Optional.ofNullable(objects.get(key));
  }

  @Override
  public Stream<CachedObject> stream(String prefix, String after) {
    boolean resumes = after.compareTo(prefix) > 0;
    var rest = objects.tailMap(resumes ? after : prefix, !resumes);
    if (!prefix.isEmpty()) {
      rest = rest.headMap(firstBeyond(prefix), false);
    }
    return rest.values().stream().map(o -> o);
  }

  private static String firstBeyond(String prefix) {
    int last = prefix.length() - 1;
    return prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
  }
}
