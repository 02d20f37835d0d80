package io.navarch.apiserver.registry.apps;

import io.navarch.apiserver.registry.ObjectMeta;
import io.navarch.apiserver.registry.ResourceLaw;
import io.navarch.schema.GroupResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Law of {@code DaemonSet}: the states of its template are counted in an annotation. */
@Component
final class DaemonSetResource implements ResourceLaw {

  private static final String COUNT = "deprecated.daemonset.template.generation";

  @Override
  public GroupResource resource() {
    return new GroupResource("apps", "daemonsets");
  }

  @Override
  public ObjectNode prepareForCreate(ObjectNode object) {
    ObjectMeta.of(object).putAnnotation(COUNT, Long.toString(Math.max(1, count(object))));
    return object;
  }

  @Override
  public ObjectNode prepareForUpdate(ObjectNode object, ObjectNode old) {
    var template = object.path("spec").path("template");
    boolean changed = !template.equals(old.path("spec").path("template"));
    ObjectMeta.of(object).putAnnotation(COUNT, Long.toString(count(old) + (changed ? 1 : 0)));
    return object;
  }

  private static long count(ObjectNode object) {
    var text = ObjectMeta.of(object).annotations().getOrDefault(COUNT, "");
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }
}
