package io.navarch.apiserver.registry.batch;

import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.registry.ResourceLaw;
import io.navarch.schema.GroupResource;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Law of {@code Job}: it knows its Pods by a label that no other has, unless told otherwise. */
@Component
final class JobResource implements ResourceLaw {

  private static final String UID = "batch.kubernetes.io/controller-uid";
  private static final List<String> UIDS = List.of("controller-uid", UID);
  private static final List<String> NAMES = List.of("job-name", "batch.kubernetes.io/job-name");

  @Override
  public GroupResource resource() {
    return new GroupResource("batch", "jobs");
  }

  @Override
  public ObjectNode prepareForCreate(ObjectNode object) {
    if (!(object.get("spec") instanceof ObjectNode spec)
        || !(spec.get("template") instanceof ObjectNode template)) {
      return object;
    }
    var meta = ObjectMeta.of(object);
    if (!spec.path("manualSelector").asBoolean(false)) {
      select(spec, template, meta);
    }
    var labels = template.path("metadata").path("labels");
    if (meta.labels().isEmpty() && !labels.isEmpty()) {
      meta.node().set("labels", labels.deepCopy());
    }
    return object;
  }

  /** What contradicts is left for validation to name. */
  private static void select(ObjectNode spec, ObjectNode template, ObjectMeta meta) {
    var labels = template.withObjectProperty("metadata").withObjectProperty("labels");
    for (var key : NAMES) {
      if (labels.has(key) && !labels.path(key).asString("").equals(meta.name())) {
        return;
      }
      labels.put(key, meta.name());
    }
    for (var key : UIDS) {
      if (labels.has(key) && !labels.path(key).asString("").equals(meta.uid())) {
        return;
      }
      labels.put(key, meta.uid());
    }
    var selected = spec.withObjectProperty("selector").withObjectProperty("matchLabels");
    if (!selected.has(UID)) {
      selected.put(UID, meta.uid());
    }
  }
}
