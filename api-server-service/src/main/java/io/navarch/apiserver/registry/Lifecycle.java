package io.navarch.apiserver.registry;

import java.util.List;
import java.util.Optional;
import lombok.Builder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a resource's objects go through when they are written, where resources differ and a table
 * can say it.
 *
 * @param generationFields the paths whose change raises {@code metadata.generation}; {@code *} is
 *     everything but metadata and status; empty where it never rises
 * @param statusSeparate whether updates of the object leave {@code status} alone
 * @param statusMetadata what an update of status may change of the metadata
 * @param ownsDependents whether DELETE may leave finalizers for the garbage collector
 * @param status of a new object, or null where the creator may bring one
 */
@Builder(toBuilder = true)
public record Lifecycle(
    List<String> generationFields,
    boolean statusSeparate,
    StatusMetadata statusMetadata,
    boolean ownsDependents,
    @Nullable ObjectNode status) {

  public Lifecycle {
    generationFields = List.copyOf(generationFields);
  }

  /** The status of a new object; empty where the creator may bring one. */
  public Optional<ObjectNode> initialStatus() {
    return status == null ? Optional.empty() : Optional.of(status.deepCopy());
  }

  /** How much of the metadata travels with a status update. */
  public enum StatusMetadata {
    /** All that an update of the object may change. */
    ALL,
    /** All but labels. */
    ALL_BUT_LABELS,
    /** Only managedFields. */
    NONE
  }
}
