package io.navarch.apiserver.storage;

import io.navarch.schema.GroupResource;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the store is used.
 *
 * @param timeLimit how long the store may take to answer
 * @param logAge how far back changes are kept, as a minimum
 * @param logEntries how many changes of a collection are kept at most, whatever their age
 * @param eventLifetime how long Event objects live after they were last written
 */
@ConfigurationProperties("api-server.storage")
public record StorageProperties(
    @DefaultValue("10s") Duration timeLimit,
    @DefaultValue("5m") Duration logAge,
    @DefaultValue("100000") int logEntries,
    @DefaultValue("1h") Duration eventLifetime) {

  private static final Set<GroupResource> EVENTS =
      Set.of(new GroupResource("", "events"), new GroupResource("events.k8s.io", "events"));

  /** The values that hold where nothing is configured. */
  public static StorageProperties defaults() {
    return new StorageProperties(
        Duration.ofSeconds(10), Duration.ofMinutes(5), 100_000, Duration.ofHours(1));
  }

  /** The collections whose objects are deleted when their time is over. */
  public Set<GroupResource> expiring() {
    return EVENTS;
  }
}
