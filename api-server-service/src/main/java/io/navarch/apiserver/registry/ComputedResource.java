package io.navarch.apiserver.registry;

import io.navarch.apiserver.request.UserInfo;
import io.navarch.schema.GroupResource;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource or sub-resource that is answered and not stored, such as reviews and {@code
 * serviceaccounts/token}.
 */
public interface ComputedResource {

  /** The resource of the URL. */
  GroupResource resource();

  /** The sub-resource of the URL, or empty. */
  default String subresource() {
    return "";
  }

  /**
   * The answer to a POST.
   *
   * @throws io.navarch.apiserver.request.ApiStatusException if the request can't be answered
   */
  ObjectNode create(Request request);

  /**
   * A POST.
   *
   * @param name of the object for sub-resources, else empty
   * @param body defaulted and belonging to the callee
   */
  record Request(UserInfo user, String namespace, String name, ObjectNode body, boolean dryRun) {}
}
