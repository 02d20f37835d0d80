package io.navarch.schema;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * All kinds that are served, and the types they are made of. Implementations are immutable; a
 * change of the custom resources makes a new catalogue, so a caller that holds one sees one
 * consistent API.
 */
public interface Catalogue {

  /** All kinds in the order of discovery. */
  Collection<Kind> kinds();

  /**
   * Groups in the order of {@code /apis}, the core group (the empty name) first, each with its
   * versions, the preferred one first.
   */
  List<ServedVersion> servedVersions();

  /** The kind that a URL names. */
  Optional<Kind> findKind(GroupVersionResource resource);

  /** The kind that a body names. */
  Optional<Kind> findKind(GroupVersionKind gvk);

  /** All types, by name. */
  Collection<ObjectType> types();

  /** A type by its full name, for example {@code io.k8s.api.core.v1.PodSpec}. */
  Optional<ObjectType> findType(String name);

  /**
   * The type of a body: of kinds, of their lists, and of what only sub-resources and options take,
   * such as {@code Scale}, {@code Eviction} and {@code DeleteOptions}.
   */
  Optional<ObjectType> findType(GroupVersionKind gvk);
}
