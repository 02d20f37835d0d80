package io.navarch.apiserver.registry.core;

import io.navarch.apiserver.registry.SubresourceLaw;
import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code pods/ephemeralcontainers}: containers are added for debugging, and never taken away. */
@Component
final class EphemeralContainers implements SubresourceLaw {

  private static final String FIELD = "ephemeralContainers";

  @Override
  public GroupResource resource() {
    return Pods.RESOURCE;
  }

  @Override
  public String subresource() {
    return "ephemeralcontainers";
  }

  @Override
  public ObjectNode prepareForUpdate(ObjectNode object, ObjectNode old) {
    var next = old.deepCopy();
    Pods.carry("managedFields", Pods.member(next, "metadata"), Pods.member(object, "metadata"));
    Pods.carry(FIELD, Pods.member(next, "spec"), Pods.member(object, "spec"));
    return next;
  }

  @Override
  public void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {
    var next = object.path("spec").path(FIELD);
    for (var present : old.path("spec").path(FIELD)) {
      var name = present.path("name").asString("");
      var kept = find(next, name);
      if (kept.isMissingNode()) {
        errors.forbidden(
            "spec." + FIELD,
            "existing ephemeral containers \"%s\" may not be removed\n".formatted(name));
      } else if (!kept.equals(present)) {
        errors.forbidden(
            "spec." + FIELD,
            "existing ephemeral containers \"%s\" may not be changed\n".formatted(name));
      }
    }
  }

  private static JsonNode find(JsonNode containers, String name) {
    for (var container : containers) {
      if (container.path("name").asString("").equals(name)) {
        return container;
      }
    }
    return containers.path("none");
  }
}
