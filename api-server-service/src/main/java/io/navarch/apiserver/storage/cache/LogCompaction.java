package io.navarch.apiserver.storage.cache;

import io.navarch.apiserver.storage.RevisionStore;
import io.navarch.apiserver.storage.RevisionStore.StoreUnavailable;
import io.navarch.apiserver.storage.StorageProperties;
import io.navarch.schema.GroupResource;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import lombok.extern.slf4j.Slf4j;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Trims the logs of the collections that this server follows: by age, and by number where a burst
 * would fill the store. Every server trims; the second time has no effect. Used by one thread.
 */
@Slf4j
final class LogCompaction {

  /** A revision that was the newest at some time. */
  private record Mark(Instant at, long revision) {}

  private final Supplier<Map<GroupResource, Long>> revisions;
  private final RevisionStore store;
  private final StorageProperties properties;
  private final Clock clock;
  private final Map<GroupResource, Deque<Mark>> marks = new HashMap<>();
  private final Map<GroupResource, Long> compacted = new HashMap<>();

  LogCompaction(
      Supplier<Map<GroupResource, Long>> revisions,
      RevisionStore store,
      StorageProperties properties,
      Clock clock) {
    this.revisions = revisions;
    this.store = store;
    this.properties = properties;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${api-server.storage.compaction-period:1m}")
  void compact() {
    try {
      revisions.get().forEach(this::compact);
    } catch (StoreUnavailable e) {
      log.atWarn().setCause(e).log("logs are not trimmed until the store can be reached");
    }
  }

  private void compact(GroupResource collection, long revision) {
    var seen = marks.computeIfAbsent(collection, _ -> new ArrayDeque<>());
    if (!seen.isEmpty() && seen.peekLast().revision() > revision) {
      seen.clear(); // the store has lost its newest commits
      compacted.remove(collection);
    }
    var now = clock.instant();
    seen.addLast(new Mark(now, revision));
    long byNumber = revision - properties.logEntries();
    long upTo = Math.max(byNumber, olderThan(seen, now.minus(properties.logAge())));
    if (upTo > compacted.getOrDefault(collection, 0L)) {
      store.compact(collection, upTo);
      compacted.put(collection, upTo);
    }
  }

  /** The newest revision that was there before a time; marks before it are forgotten. */
  private static long olderThan(Deque<Mark> seen, Instant time) {
    long revision = 0;
    while (!seen.isEmpty() && !seen.peekFirst().at().isAfter(time)) {
      revision = seen.removeFirst().revision();
    }
    return revision;
  }
}
