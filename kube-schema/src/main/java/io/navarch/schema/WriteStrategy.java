package io.navarch.schema;

/**
 * How objects of a resource may be written, where resources differ.
 *
 * @param createsOnUpdate a PUT of an unknown name creates the object
 * @param unconditionalUpdate a PUT may leave {@code resourceVersion} out
 * @param countsGeneration {@code metadata.generation} counts changes outside metadata and status
 * @param returnsDeleted DELETE answers the object instead of a Status
 * @param orphansByDefault DELETE without a propagation policy orphans the dependents
 */
public record WriteStrategy(
    boolean createsOnUpdate,
    boolean unconditionalUpdate,
    boolean countsGeneration,
    boolean returnsDeleted,
    boolean orphansByDefault) {

  /** How custom resources are written. */
  public static final WriteStrategy CUSTOM = new WriteStrategy(false, false, true, false, false);
}
