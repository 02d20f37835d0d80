package io.navarch.apiserver.registry;

import io.navarch.schema.GroupResource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What gates and laws may read of other objects. Reads come from the cache, in the storage version;
 * trees belong to the caller.
 */
public interface ObjectReader {

  /**
   * An object.
   *
   * @param namespace empty for cluster-scoped kinds
   */
  Optional<ObjectNode> find(GroupResource resource, String namespace, String name);

  /**
   * All objects of a resource.
   *
   * @param namespace empty for all
   */
  List<ObjectNode> list(GroupResource resource, String namespace);
}
