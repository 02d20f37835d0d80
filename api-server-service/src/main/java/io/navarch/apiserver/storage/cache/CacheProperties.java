package io.navarch.apiserver.storage.cache;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much the watch cache remembers and how long it waits.
 *
 * @param historyEvents events of a collection that are kept for watches and lists of the past
 * @param historySize bytes of those events
 * @param historyAge age of those events, once newer ones come in
 * @param watchQueue events a watcher may be behind before its watch is ended
 * @param readLimit how long a read waits for the cache to catch up with the store
 * @param retryDelay pause before a store that failed is asked again
 */
@ConfigurationProperties("api-server.cache")
public record CacheProperties(
    @DefaultValue("50000") int historyEvents,
    @DefaultValue("64MB") DataSize historySize,
    @DefaultValue("5m") Duration historyAge,
    @DefaultValue("10000") int watchQueue,
    @DefaultValue("3s") Duration readLimit,
    @DefaultValue("500ms") Duration retryDelay) {

  /** The values that hold where nothing is configured. */
  public static CacheProperties defaults() {
    return new CacheProperties(
        50_000,
        DataSize.ofMegabytes(64),
        Duration.ofMinutes(5),
        10_000,
        Duration.ofSeconds(3),
        Duration.ofMillis(500));
  }
}
