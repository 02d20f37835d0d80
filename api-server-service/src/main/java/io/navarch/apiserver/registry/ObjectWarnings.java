package io.navarch.apiserver.registry;

import io.navarch.schema.GroupResource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What is valid in an object and yet doubtful, in upstream's words. */
public interface ObjectWarnings {

  /** The resources whose objects it looks at. */
  Set<GroupResource> resources();

  /**
   * The warnings; objects are in the storage version and only read.
   *
   * @param old empty for a new object
   */
  List<String> of(ObjectNode object, Optional<ObjectNode> old);
}
