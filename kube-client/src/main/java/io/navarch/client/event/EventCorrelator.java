package io.navarch.client.event;

import io.navarch.client.event.Occurrence.Identity;
import io.navarch.client.queue.TokenBucket;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether an occurrence is told, as its own event, as part of a known one, or as one of
 * many similar ones. Remembers the last 4096 of each. Owned by one thread.
 */
final class EventCorrelator {

  private static final int REMEMBERED = 4096;
  private static final String COMBINED = "(combined from similar events): ";

  /** What is known of an event that was posted. */
  record Posted(String name, int count, Instant first, String resourceVersion) {}

  /** Messages of similar occurrences since the last quiet time. */
  private record Similar(Set<String> messages, Instant last) {}

  private final EventProperties properties;
  private final Clock clock;
  private final Map<List<String>, TokenBucket> buckets = new Recent<>();
  private final Map<Occurrence.Kind, Similar> similar = new Recent<>();
  private final Map<Identity, Posted> posted = new Recent<>();

  EventCorrelator(EventProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
  }

  /** What to tell; empty if there has been too much about this object. */
  Optional<Occurrence> correlate(Occurrence occurrence) {
    var told = combine(occurrence);
    double perSecond = 1e9 / properties.refill().toNanos();
    var bucket =
        buckets.computeIfAbsent(
            occurrence.subject(), _ -> new TokenBucket(clock, perSecond, properties.burst()));
    return bucket.tryTake() ? Optional.of(told) : Optional.empty();
  }

  private Occurrence combine(Occurrence occurrence) {
    var known = similar.get(occurrence.kind());
    Set<String> messages =
        known != null && !known.last().plus(properties.window()).isBefore(occurrence.time())
            ? known.messages()
            : new HashSet<>();
    if (messages.size() < properties.similar()) {
      messages.add(occurrence.message());
    }
    similar.put(occurrence.kind(), new Similar(messages, occurrence.time()));
    return messages.size() < properties.similar()
        ? occurrence
        : occurrence.withMessage(COMBINED + occurrence.message());
  }

  /** The event that already tells of such occurrences. */
  Optional<Posted> posted(Occurrence told) {
    return Optional.ofNullable(posted.get(key(told)));
  }

  void remember(Occurrence told, Posted event) {
    posted.put(key(told), event);
  }

  void forget(Occurrence told) {
    posted.remove(key(told));
  }

  /** All combined occurrences of a kind are one event, whatever the last one's message was. */
  private static Identity key(Occurrence told) {
    return told.message().startsWith(COMBINED)
        ? told.withMessage(COMBINED).identity()
        : told.identity();
  }

  /** A map that forgets what was not used for longest. */
  private static final class Recent<K, V> extends LinkedHashMap<K, V> {
    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > REMEMBERED;
    }
  }
}
