package io.navarch.schema;

import java.util.List;

/** How server-side apply and strategic merge treat a list or map. */
public sealed interface ListSemantics {

  /**
   * One value: it is replaced as a whole. Also maps and structs with {@code x-kubernetes-map-type:
   * atomic}.
   */
  record Atomic() implements ListSemantics {}

  /** A set of scalars. */
  record SetOf() implements ListSemantics {}

  /** A list of objects, each known by the values of its keys. */
  record MapBy(List<String> keys) implements ListSemantics {

    public MapBy {
      keys = List.copyOf(keys);
    }
  }

  /** A map or struct whose members are merged one by one. */
  record Granular() implements ListSemantics {}
}
