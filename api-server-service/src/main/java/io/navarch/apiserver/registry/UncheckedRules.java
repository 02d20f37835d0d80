package io.navarch.apiserver.registry;

import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.Kind;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** No rules. */
@Component
final class UncheckedRules implements ObjectRules {

  @Override
  public void applyDefaults(Kind kind, ObjectNode object) {}

  @Override
  public void validate(Kind kind, ObjectNode object, FieldErrors errors) {
    var meta = ObjectMeta.of(object);
    if (meta.name().isEmpty()) {
      errors.required("metadata.name", "name or generateName is required");
    }
  }

  @Override
  public void validateUpdate(Kind kind, ObjectNode object, ObjectNode old, FieldErrors errors) {}

  @Override
  public void validateStatusUpdate(
      Kind kind, ObjectNode object, ObjectNode old, FieldErrors errors) {}
}
