package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.storage.cache.Snapshot;
import io.navarch.schema.GroupResource;
import java.util.Optional;

/** What one watcher wants to know, and from where on. */
record WatchSession(
    GroupResource collection, Selection selection, ListOptions options, Start start) {

  /**
   * Where a watch begins.
   *
   * @param initial the state that is told first as if all of it were new
   * @param after the revision after which changes are told
   */
  record Start(Optional<Snapshot> initial, long after) {}
}
