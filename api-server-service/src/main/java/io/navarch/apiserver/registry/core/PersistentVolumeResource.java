package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.registry.ResourceLaw;
import io.navarch.schema.GroupResource;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Law of {@code PersistentVolume}: its status says since when it is in its phase. */
@Component
@RequiredArgsConstructor
final class PersistentVolumeResource implements ResourceLaw {

  private static final String PHASE = "phase";
  private static final String SINCE = "lastPhaseTransitionTime";

  private final Clock clock;

  @Override
  public GroupResource resource() {
    return new GroupResource("", "persistentvolumes");
  }

  @Override
  public ObjectNode prepareForCreate(ObjectNode object) {
    if (object.get("status") instanceof ObjectNode status) {
      status.put(SINCE, now());
    }
    return object;
  }

  @Override
  public ObjectNode prepareForStatusUpdate(ObjectNode object, ObjectNode old) {
    var before = old.path("status").path(PHASE).asString("");
    if (object.get("status") instanceof ObjectNode status
        && !status.path(PHASE).asString("").equals(before)
        && status.path(SINCE).equals(old.path("status").path(SINCE))) {
      status.put(SINCE, now());
    }
    return object;
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
