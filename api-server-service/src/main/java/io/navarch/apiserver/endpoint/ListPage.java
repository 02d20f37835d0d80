package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.storage.cache.CachedObject;
import io.navarch.apiserver.storage.cache.Snapshot;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/**
 * One page of a list.
 *
 * @param revision of the list
 * @param next where the next page begins, or empty
 * @param remaining how many objects follow; empty where selectors make it unknown
 */
record ListPage(long revision, List<CachedObject> objects, String next, OptionalLong remaining) {

  /**
   * Reads a page.
   *
   * @param after the last key of the page before, without the prefix; or empty
   * @param limit 0 for none
   */
  static ListPage read(Snapshot snapshot, Selection selection, String after, long limit) {
    var prefix = selection.keyPrefix();
    var start = after.isEmpty() ? "" : prefix + after;
    var objects = new ArrayList<CachedObject>();
    var iterator = candidates(snapshot, selection, start);
    while (iterator.hasNext()) {
      var object = iterator.next();
      if (!selection.matches(object)) {
        continue;
      }
      if (limit > 0 && objects.size() == limit) {
        return partial(snapshot, selection, objects, count(iterator) + 1);
      }
      objects.add(object);
    }
    return new ListPage(snapshot.revision(), objects, "", OptionalLong.empty());
  }

  /** A name leaves one key to look at, unless it may be in any namespace. */
  private static Iterator<CachedObject> candidates(
      Snapshot snapshot, Selection selection, String start) {
    return selection
        .onlyKey()
        .map(key -> snapshot.find(key).stream().iterator())
        .orElseGet(() -> snapshot.stream(selection.keyPrefix(), start).iterator());
  }

  private static ListPage partial(
      Snapshot snapshot, Selection selection, List<CachedObject> objects, long following) {
    var last = objects.getLast().key().substring(selection.keyPrefix().length());
    return new ListPage(
        snapshot.revision(),
        objects,
        new ContinueToken(snapshot.revision(), last).encode(),
        selection.isUnfiltered() ? OptionalLong.of(following) : OptionalLong.empty());
  }

  private static long count(Iterator<CachedObject> rest) {
    long count = 0;
    while (rest.hasNext()) {
      rest.next();
      count++;
    }
    return count;
  }
}
