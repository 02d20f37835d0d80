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
   * An object as of now: it holds every write acknowledged before the call, which costs a question
   * to the store. For refusals that a client would otherwise meet right after its own write.
   *
   * @param namespace empty for cluster-scoped kinds
   */
  default Optional<ObjectNode> findNewest(GroupResource resource, String namespace, String name) {
    return find(resource, namespace, name);
  }

  /**
   * All objects of a resource.
   *
   * @param namespace empty for all
   */
  List<ObjectNode> list(GroupResource resource, String namespace);
}
