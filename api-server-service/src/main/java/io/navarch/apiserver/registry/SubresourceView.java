package io.navarch.apiserver.registry;

import io.navarch.schema.GroupResource;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sub-resource whose body is of another kind and shows a part of the object, such as its scale.
 */
public interface SubresourceView {

  /** The resource it belongs to. */
  GroupResource resource();

  /** Its name in the URL. */
  String subresource();

  /** The part. */
  ObjectNode read(ObjectNode object);

  /**
   * The object with the part replaced.
   *
   * @param object belongs to the callee
   * @throws io.navarch.apiserver.request.ApiStatusException if the part breaks a rule
   */
  ObjectNode write(ObjectNode object, ObjectNode part);
}
