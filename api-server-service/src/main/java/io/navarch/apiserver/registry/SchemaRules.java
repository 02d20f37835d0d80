package io.navarch.apiserver.registry;

import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.Kind;
import tools.jackson.databind.node.ObjectNode;

/** Rules that kinds bring with them: the schemas of custom resources. */
@FunctionalInterface
public interface SchemaRules {

  /** Collects what the kind's schema does not allow; nothing for a kind without one. */
  void validate(Kind kind, ObjectNode object, FieldErrors errors);

  /** As {@link #validate}, and what the schema does not allow of the change. */
  default void validateChange(Kind kind, ObjectNode object, ObjectNode old, FieldErrors errors) {
    validate(kind, object, errors);
  }
}
