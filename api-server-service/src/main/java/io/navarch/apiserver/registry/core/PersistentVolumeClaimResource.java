package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.registry.ResourceLaw;
import io.navarch.schema.GroupResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Law of {@code PersistentVolumeClaim}: what it is filled from is told in two ways, of which the
 * older one knows only claims and snapshots.
 */
@Component
final class PersistentVolumeClaimResource implements ResourceLaw {

  private static final String OLDER = "dataSource";
  private static final String NEWER = "dataSourceRef";

  @Override
  public GroupResource resource() {
    return new GroupResource("", "persistentvolumeclaims");
  }

  @Override
  public ObjectNode prepareForCreate(ObjectNode object) {
    if (!(object.get("spec") instanceof ObjectNode spec)) {
      return object;
    }
    if (!isClassic(spec.path(OLDER))) {
      spec.remove(OLDER);
    }
    if (spec.has(OLDER) && !spec.has(NEWER)) {
      spec.set(NEWER, spec.path(OLDER).deepCopy());
    } else if (!spec.has(OLDER)
        && isClassic(spec.path(NEWER))
        && spec.path(NEWER).path("namespace").asString("").isEmpty()) {
      spec.set(OLDER, spec.path(NEWER).deepCopy());
    }
    return object;
  }

  private static boolean isClassic(JsonNode source) {
    var group = source.path("apiGroup").asString("");
    var kind = source.path("kind").asString("");
    return (group.isEmpty() && kind.equals("PersistentVolumeClaim"))
        || (group.equals("snapshot.storage.k8s.io") && kind.equals("VolumeSnapshot"));
  }
}
