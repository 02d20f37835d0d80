package io.navarch.apiserver.registry;

import io.navarch.apiserver.validation.FieldErrors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which part of an object an update may change: the object, its status, or another sub-resource.
 */
interface UpdateMode {

  /** Carries over from the old object what the update may not change. */
  ObjectNode prepare(ServedResource resource, ObjectNode object, ObjectNode old);

  /** Whether a change counts in {@code metadata.generation}. */
  boolean countsGeneration();

  /** Collects what is wrong. */
  void validate(
      ServedResource resource,
      ObjectRules rules,
      ObjectNode object,
      ObjectNode old,
      FieldErrors errors);
}
