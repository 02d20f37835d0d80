package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.endpoint.WatchEvent.Left;
import io.navarch.apiserver.endpoint.WatchEvent.Told;
import io.navarch.apiserver.storage.cache.CacheEvent;
import io.navarch.apiserver.storage.cache.CacheEvent.Progress;
import io.navarch.apiserver.storage.cache.CacheEvent.Put;
import io.navarch.apiserver.storage.cache.CacheEvent.Removed;
import java.util.Optional;

/** What a change of the collection means for one watcher's selection. Pure. */
final class EventTranslation {

  private EventTranslation() {}

  static Optional<WatchEvent> translate(CacheEvent event, Selection selection) {
    return switch (event) {
      case Put put -> translate(put, selection);
      case Removed(var last, var previous) ->
          selection.matches(previous)
              ? Optional.of(new Told(WatchEvent.Type.DELETED, last))
              : Optional.empty();
      case Progress _ -> Optional.empty();
    };
  }

  private static Optional<WatchEvent> translate(Put put, Selection selection) {
    boolean selected = selection.matches(put.object());
    var before = put.previous().filter(selection::matches);
    if (selected) {
      return Optional.of(
          new Told(
              before.isPresent() ? WatchEvent.Type.MODIFIED : WatchEvent.Type.ADDED, put.object()));
    }
    return before.map(previous -> new Left(previous, put.revision()));
  }
}
