package io.navarch.apiserver.endpoint;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.navarch.apiserver.endpoint.OutputFormat.Media;
import io.navarch.apiserver.registry.ServedResource;
import io.navarch.apiserver.request.Query;
import io.navarch.schema.GroupVersionResource;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Chooses how a watcher's events are encoded. */
@Component
@RequiredArgsConstructor
final class EventEncoders {

  private final Views views;
  private final Encodings encodings;
  private final MeterRegistry meters;

  EventEncoder of(ServedResource resource, OutputFormat format, Query query) {
    var objects = new EventObjects(resource, views, format.view(), query);
    var encoder =
        format.media() == Media.PROTOBUF
            ? new ProtobufEvents(objects, encodings)
            : new JsonEvents(objects, encodings);
    return new CountedEvents(encoder, counter(resource.kind().resource()));
  }

  private Counter counter(GroupVersionResource resource) {
    return Counter.builder("apiserver_watch_events_total")
        .tag("group", resource.group())
        .tag("version", resource.version())
        .tag("resource", resource.resource())
        .register(meters);
  }
}
