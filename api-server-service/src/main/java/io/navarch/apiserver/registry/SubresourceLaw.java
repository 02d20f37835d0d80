package io.navarch.apiserver.registry;

import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import tools.jackson.databind.node.ObjectNode;

/**
 * The law of a sub-resource whose body is the object itself and which changes a part of it, such as
 * {@code pods/resize}. {@code status} needs none: it is part of {@link ResourceLaw}.
 */
public interface SubresourceLaw {

  /** The resource it belongs to. */
  GroupResource resource();

  /** Its name in the URL. */
  String subresource();

  /** The old object with what the sub-resource may change taken from the new one. */
  ObjectNode prepareForUpdate(ObjectNode object, ObjectNode old);

  /** Whether a change counts in {@code metadata.generation}. */
  default boolean countsGeneration() {
    return true;
  }

  /** Collects what is wrong with the change. */
  default void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {}
}
