package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.endpoint.OutputFormat.Media;
import io.navarch.apiserver.registry.ServedResource;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Chooses how a watcher's events are encoded. */
@Component
@RequiredArgsConstructor
final class EventEncoders {

  private final Views views;
  private final Encodings encodings;

  EventEncoder of(ServedResource resource, OutputFormat format, Query query) {
    var objects = new EventObjects(resource, views, format.view(), query);
    return format.media() == Media.PROTOBUF
        ? new ProtobufEvents(objects, encodings)
        : new JsonEvents(objects, encodings);
  }
}
