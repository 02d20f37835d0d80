package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.registry.Change;
import io.navarch.apiserver.registry.Write;
import io.navarch.apiserver.storage.StoredObject;
import io.navarch.schema.Kind;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of an object that a URL names: the object itself, its status, its scale. Trees are of
 * the served version.
 */
interface WriteTarget {

  /** The kind of the bodies that travel. */
  Kind kind();

  /** The part as it is shown; the tree handed in may be the one returned. */
  ObjectNode view(ObjectNode object);

  /**
   * The object with the part replaced.
   *
   * @param object belongs to the callee
   */
  ObjectNode merge(ObjectNode object, ObjectNode part);

  /** Writes the object through the part's own law. */
  StoredObject write(Write write, Change change);
}
