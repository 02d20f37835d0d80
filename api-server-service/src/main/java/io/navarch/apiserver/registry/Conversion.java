package io.navarch.apiserver.registry;

import io.navarch.schema.GroupResource;
import io.navarch.schema.GroupVersionKind;
import tools.jackson.databind.node.ObjectNode;

/**
 * How objects of one collection are told in another of its versions. Found as a bean; a collection
 * without one differs in {@code apiVersion} only.
 */
public interface Conversion {

  /** The collection. */
  GroupResource collection();

  /**
   * The same object in another version. Nothing is lost on the way there and back.
   *
   * @param object belongs to the callee
   */
  ObjectNode convert(ObjectNode object, GroupVersionKind from, GroupVersionKind to);
}
