package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.codec.EmptyObjects;
import io.navarch.apiserver.endpoint.patch.FieldManager;
import io.navarch.apiserver.endpoint.patch.ManagedFields;
import io.navarch.apiserver.registry.Resources;
import io.navarch.schema.Kind;
import java.time.Clock;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Notes who owns which fields after a write. */
@Component
@RequiredArgsConstructor
final class Ownership {

  private final Schemas schemas;
  private final Resources resources;
  private final Clock clock;

  /** Who writes. */
  FieldManager manager(ApiRequest request, WriteOptions options) {
    return FieldManager.of(
        options.fieldManager(), request.header("User-Agent"), request.subresource());
  }

  Instant now() {
    return clock.instant();
  }

  /** The owners of a new object. */
  void noteCreate(Kind kind, ObjectNode object, FieldManager by) {
    ManagedFields.afterCreate(
        schemas.of(kind), EmptyObjects.of(resources.catalogue(), kind), object, by, now());
  }

  /** The owners after a change; their times stay if nothing changed. */
  ObjectNode noteUpdate(ApiRequest request, ObjectNode live, ObjectNode next, FieldManager by) {
    ManagedFields.afterUpdate(schemas.of(request.resource().kind()), live, next, by, now());
    return unlessOnlyTimesDiffer(live, next);
  }

  /** A change of nothing but times is none; the wish to replace a certain revision stays. */
  static ObjectNode unlessOnlyTimesDiffer(ObjectNode live, ObjectNode next) {
    if (ManagedFields.differOnlyInTimes(live, next)
        && next.get("metadata") instanceof ObjectNode metadata
        && live.path("metadata").has("managedFields")) {
      metadata.set("managedFields", live.path("metadata").path("managedFields").deepCopy());
    }
    return next;
  }
}
