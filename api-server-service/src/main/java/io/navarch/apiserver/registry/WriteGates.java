package io.navarch.apiserver.registry;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The gates that a write passes inside the registry, handed in by the caller, so that the registry
 * knows nothing of admission. Objects are in the storage version.
 */
public interface WriteGates {

  /** Lets everything pass. */
  WriteGates OPEN =
      new WriteGates() {
        @Override
        public ObjectNode mutate(ObjectNode object, Optional<ObjectNode> old) {
          return object;
        }

        @Override
        public void validate(Optional<ObjectNode> object, Optional<ObjectNode> old) {}
      };

  /**
   * The object that goes on: the same instance if nothing changed.
   *
   * @throws io.navarch.apiserver.request.ApiStatusException to refuse it
   */
  ObjectNode mutate(ObjectNode object, Optional<ObjectNode> old);

  /**
   * Returns if the write may go on.
   *
   * @param object empty for deletions
   * @param old empty for creations
   * @throws io.navarch.apiserver.request.ApiStatusException to refuse it
   */
  void validate(Optional<ObjectNode> object, Optional<ObjectNode> old);

  /** Hears what is doubtful about a write that is valid. */
  default void warn(List<String> texts) {}
}
