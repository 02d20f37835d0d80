package io.navarch.apiserver.storage.cache;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.navarch.schema.GroupResource;

/** The caches' meters, under upstream's names. */
final class FeedMeters {

  private final MeterRegistry registry;

  FeedMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void follow(GroupResource collection, CollectionFeed feed) {
    Gauge.builder("apiserver_storage_objects", feed, f -> f.current().map(Snapshot::size).orElse(0))
        .tag("resource", collection.toString())
        .register(registry);
    Gauge.builder(
            "apiserver_watch_cache_resource_version",
            feed,
            f -> f.current().map(Snapshot::revision).orElse(0L))
        .tags(tags(collection))
        .register(registry);
  }

  void initialized(GroupResource collection) {
    registry.counter("apiserver_watch_cache_initializations", tags(collection)).increment();
  }

  void received(GroupResource collection, int events, int told) {
    registry.counter("apiserver_watch_cache_events_received", tags(collection)).increment(events);
    registry.counter("apiserver_watch_cache_events_dispatched", tags(collection)).increment(told);
  }

  private static Tags tags(GroupResource collection) {
    return Tags.of("group", collection.group(), "resource", collection.resource());
  }
}
