package io.navarch.apiserver.storage;

import io.navarch.apiserver.storage.RevisionStore.StoreUnavailable;
import io.navarch.schema.GroupResource;
import java.time.Clock;
import java.util.List;
import lombok.extern.slf4j.Slf4j;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Deletes the objects whose time is over as if somebody had asked for it: watchers are told. Every
 * server sweeps; a commit succeeds for one of them.
 */
@Slf4j
final class ExpirySweep {

  private static final int PAGE = 500;

  private final RevisionStore store;
  private final StorageProperties properties;
  private final Clock clock;

  ExpirySweep(RevisionStore store, StorageProperties properties, Clock clock) {
    this.store = store;
    this.properties = properties;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${api-server.storage.sweep-period:30s}")
  void sweep() {
    try {
      properties.expiring().forEach(this::sweep);
    } catch (StoreUnavailable e) {
      log.atWarn().setCause(e).log("expired objects stay until the store can be reached");
    }
  }

  private void sweep(GroupResource collection) {
    var time = clock.instant().minus(properties.eventLifetime());
    List<String> keys;
    do {
      keys = store.writtenBefore(collection, time, PAGE);
      long deleted = keys.stream().filter(key -> delete(collection, key)).count();
      if (deleted == 0) {
        return; // others are at it
      }
      log.atDebug()
          .addKeyValue("collection", collection)
          .addKeyValue("objects", deleted)
          .log("expired objects deleted");
    } while (keys.size() == PAGE);
  }

  private boolean delete(GroupResource collection, String key) {
    return store
        .find(collection, key)
        .map(o -> store.delete(collection, key, o.revision(), ResourceVersionField.cut(o.json())))
        .filter(CommitResult.Committed.class::isInstance)
        .isPresent();
  }
}
