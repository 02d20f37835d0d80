package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.registry.Revisions;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.storage.cache.Snapshot;
import io.navarch.apiserver.storage.cache.WatchCache;
import io.navarch.schema.GroupResource;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** How old an answer may be: the meaning of {@code resourceVersion} for reads. */
@Component
@RequiredArgsConstructor
final class Freshness {

  /** How long upstream waits for a revision that lies ahead. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final String TOO_OLD_LIST =
      "The resourceVersion for the provided list is too old.";

  private final WatchCache cache;

  /**
   * Reads a {@code resourceVersion}.
   *
   * @throws ApiStatusException 400 if it is no number
   */
  static long parse(String version) {
    try {
      return Long.parseUnsignedLong(version);
    } catch (NumberFormatException e) {
      throw ApiStatusException.badRequest(
          "invalid resource version: resourceVersion: Invalid value: \"%s\": %s"
              .formatted(version, Revisions.parseError(version)));
    }
  }

  /** A state that is not older. */
  Snapshot notOlderThan(GroupResource collection, long revision) {
    return cache
        .notOlderThan(collection, revision, PATIENCE)
        .orElseThrow(
            () -> Refusals.tooLargeResourceVersion(revision, cache.current(collection).revision()));
  }

  /** The state as of this revision. */
  Snapshot exactly(GroupResource collection, long revision) {
    var newest = notOlderThan(collection, revision);
    return newest.revision() == revision
        ? newest
        : cache
            .exactly(collection, revision)
            .orElseThrow(() -> ApiStatusException.expired(TOO_OLD_LIST));
  }

  /** The state that a list without a continue token is made from. */
  Snapshot forList(GroupResource collection, ListOptions options) {
    if (options.resourceVersion().isEmpty()) {
      return cache.consistent(collection);
    }
    long asked = parse(options.resourceVersion());
    if (asked == 0) {
      return cache.current(collection);
    }
    boolean exact =
        options.match().equals(ListOptions.EXACT)
            || (options.match().isEmpty() && options.limit() > 0);
    return exact ? exactly(collection, asked) : notOlderThan(collection, asked);
  }
}
