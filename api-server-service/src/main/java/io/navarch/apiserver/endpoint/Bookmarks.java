package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.endpoint.WatchEvent.Bookmark;
import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.schema.Kind;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The objects that bookmarks travel in. */
final class Bookmarks {

  private static final String INITIAL_EVENTS_END = "k8s.io/initial-events-end";

  private Bookmarks() {}

  static ObjectNode tree(Kind kind, Bookmark bookmark) {
    var tree =
        JsonMapper.shared()
            .createObjectNode()
            .put("kind", kind.gvk().kind())
            .put("apiVersion", kind.gvk().groupVersion().toString());
    var meta = ObjectMeta.of(tree);
    meta.set("resourceVersion", Long.toString(bookmark.revision()));
    if (bookmark.initialEventsEnd()) {
      meta.putAnnotation(INITIAL_EVENTS_END, "true");
    }
    return tree;
  }
}
