package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.endpoint.OutputFormat.View;
import io.navarch.apiserver.endpoint.WatchEvent.Bookmark;
import io.navarch.apiserver.endpoint.WatchEvent.Failed;
import io.navarch.apiserver.endpoint.WatchEvent.Left;
import io.navarch.apiserver.endpoint.WatchEvent.Told;
import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.registry.ServedResource;
import io.navarch.apiserver.request.Query;
import io.navarch.apiserver.request.StatusBody;
import lombok.RequiredArgsConstructor;
import tools.jackson.databind.node.ObjectNode;

/** The objects of one watcher's events, as it wants to see them. Used by one thread. */
@RequiredArgsConstructor
final class EventObjects {

  private final ServedResource resource;
  private final Views views;
  private final View view;
  private final Query query;
  private boolean begun;

  /** The event's type as it travels. */
  static String type(WatchEvent event) {
    return switch (event) {
      case Told(var type, _) -> type.name();
      case Left _ -> "DELETED";
      case Bookmark _ -> "BOOKMARK";
      case Failed _ -> "ERROR";
    };
  }

  /** Whether stored bytes are what the watcher wants to see, if it reads JSON. */
  boolean areStored() {
    return view == View.OBJECT && resource.isStorageVersion();
  }

  /** The event's object. */
  ObjectNode of(WatchEvent event) {
    return switch (event) {
      case Told(_, var object) -> show(object.tree());
      case Left(var before, long revision) -> {
        var tree = before.tree();
        ObjectMeta.of(tree).set("resourceVersion", Long.toString(revision));
        yield show(tree);
      }
      case Bookmark bookmark -> show(Bookmarks.tree(resource.storageKind(), bookmark));
      case Failed(var status) -> StatusBody.failure(status);
    };
  }

  private ObjectNode show(ObjectNode stored) {
    boolean first = !begun;
    begun = true;
    return views.ofEvent(resource.kind(), resource.toServed(stored), view, query, first);
  }
}
