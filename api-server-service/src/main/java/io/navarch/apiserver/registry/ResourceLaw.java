package io.navarch.apiserver.registry;

import io.navarch.apiserver.validation.FieldErrors;
import io.navarch.schema.GroupResource;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * What neither the schema nor the rule rows can say of one resource. One class a resource, found as
 * a bean; a resource without one has no further law. Trees handed in by {@code prepare…} belong to
 * the law, which returns the tree that goes on (often the same); all other trees are only read.
 * Objects are in the storage version.
 */
public interface ResourceLaw {

  /** The resource it is the law of. */
  GroupResource resource();

  /**
   * Completes a new object before admission has finished with it: resets status, sets
   * generation-like fields.
   */
  default ObjectNode prepareForCreate(ObjectNode object) {
    return object;
  }

  /** Carries over what an update of the main resource may not change, such as status. */
  default ObjectNode prepareForUpdate(ObjectNode object, ObjectNode old) {
    return object;
  }

  /**
   * Carries over what an update of {@code status} may not change. The default keeps everything but
   * {@code status}.
   */
  default ObjectNode prepareForStatusUpdate(ObjectNode object, ObjectNode old) {
    return object;
  }

  /** Rules of a new or changed object, beyond its rows. */
  default void validate(ObjectNode object, FieldErrors errors) {}

  /** Rules of the change itself: immutability, monotonic counters. */
  default void validateUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {}

  /** Rules of a change of {@code status}. */
  default void validateStatusUpdate(ObjectNode object, ObjectNode old, FieldErrors errors) {}

  /**
   * Takes what the object needs outside itself, and writes it into the object: addresses, ports.
   * Called before the object is prepared and validated.
   *
   * @param old empty for a new object
   * @param dryRun nothing may be taken then, but the object looks as if it were
   */
  default Claim claim(
      ObjectNode object, Optional<ObjectNode> old, boolean dryRun, FieldErrors errors) {
    return Claim.NONE;
  }

  /**
   * How long the object may take to end itself; empty if the kind knows no graceful deletion.
   *
   * @param requested by the caller
   */
  default OptionalLong gracePeriod(ObjectNode object, OptionalLong requested) {
    return OptionalLong.empty();
  }

  /** Whether something besides finalizers keeps a terminating object from being removed. */
  default boolean isHeld(ObjectNode object) {
    return false;
  }

  /** Completes an object whose deletion begins but can't be finished yet. */
  default ObjectNode prepareForTermination(ObjectNode object) {
    return object;
  }

  /** Gives back what a removed object held outside itself. */
  default void removed(ObjectNode last) {}
}
