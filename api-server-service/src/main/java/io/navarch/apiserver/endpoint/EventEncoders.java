package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.registry.ServedResource;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** Chooses how a watcher's events are encoded. */
@Component
@RequiredArgsConstructor
final class EventEncoders {

  private final Encodings encodings;

  EventEncoder of(ServedResource resource, OutputFormat format, Query query) {
    return new JsonEvents(resource, encodings, format, query);
  }
}
