package io.navarch.apiserver.storage.cache;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The last events of a collection, each with the state after it. Bounded by number, bytes and age.
 * Revisions are dense, so an event is found by its revision. Not thread-safe.
 */
final class History {

  /** One event, the state after it, and when it was seen. */
  private record Entry(Occurrence occurrence, MapSnapshot after, long seenNanos) {

    int bytes() {
      return occurrence.object().json().length;
    }
  }

  private final CacheProperties limits;
  private final Map<Long, Entry> entries = new HashMap<>();
  private MapSnapshot base;
  private long bytes;

  History(MapSnapshot base, CacheProperties limits) {
    this.base = base;
    this.limits = limits;
  }

  /** The oldest revision whose state and whose following events are known. */
  long oldest() {
    return base.revision();
  }

  int size() {
    return entries.size();
  }

  void add(Occurrence occurrence, MapSnapshot after, long nowNanos) {
    var entry = new Entry(occurrence, after, nowNanos);
    entries.put(occurrence.revision(), entry);
    bytes += entry.bytes();
    forget(nowNanos - limits.historyAge().toNanos());
  }

  private void forget(long seenBefore) {
    var first = entries.get(base.revision() + 1);
    while (first != null
        && (entries.size() > limits.historyEvents()
            || bytes > limits.historySize().toBytes()
            || first.seenNanos() - seenBefore < 0)) {
      entries.remove(first.occurrence().revision());
      bytes -= first.bytes();
      base = first.after();
      first = entries.get(base.revision() + 1);
    }
  }

  /** The state as of a revision. */
  Optional<MapSnapshot> at(long revision) {
    return revision == base.revision()
        ? Optional.of(base)
        : Optional.ofNullable(entries.get(revision)).map(Entry::after);
  }

  /** The occurrences after a revision that is not older than the oldest. */
  List<Occurrence> after(long revision) {
    return LongStream.rangeClosed(revision + 1, base.revision() + entries.size())
        .mapToObj(entries::get)
        .filter(Objects::nonNull)
        .map(Entry::occurrence)
        .toList();
  }
}
