package io.navarch.apiserver.endpoint.patch;

/**
 * What differs between two states of an object.
 *
 * @param written fields that are new or have another value
 * @param removed fields that are gone
 */
record Changes(FieldSet written, FieldSet removed) {

  boolean isEmpty() {
    return written.isEmpty() && removed.isEmpty();
  }

  /** Without the fields that a request can't have changed. */
  Changes without(ResetFields reset) {
    return reset.isEmpty() ? this : new Changes(reset.filter(written), reset.filter(removed));
  }
}
