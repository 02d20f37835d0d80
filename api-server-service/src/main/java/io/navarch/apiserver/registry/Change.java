package io.navarch.apiserver.registry;

import tools.jackson.databind.node.ObjectNode;

/** What turns the present state into the next; called again when another write came between. */
@FunctionalInterface
public interface Change {

  /**
   * The next state.
   *
   * @param present belongs to the callee
   */
  ObjectNode apply(ObjectNode present);
}
