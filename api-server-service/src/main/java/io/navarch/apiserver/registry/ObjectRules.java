package io.navarch.apiserver.registry;

import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.Kind;
import tools.jackson.databind.node.ObjectNode;

/** What rows say of objects: defaults and rules, the same for all kinds. */
public interface ObjectRules {

  /** Fills in what the object leaves open. */
  void applyDefaults(Kind kind, ObjectNode object);

  /** Collects what is wrong with a new object. */
  void validate(Kind kind, ObjectNode object, FieldErrors errors);

  /** Collects what is wrong with a changed object and with the change. */
  void validateUpdate(Kind kind, ObjectNode object, ObjectNode old, FieldErrors errors);

  /** Collects what is wrong with a change of {@code status}. */
  void validateStatusUpdate(Kind kind, ObjectNode object, ObjectNode old, FieldErrors errors);
}
