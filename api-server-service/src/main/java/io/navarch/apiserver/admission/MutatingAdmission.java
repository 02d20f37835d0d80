package io.navarch.apiserver.admission;

import tools.jackson.databind.node.ObjectNode;

/**
 * Completes or changes an object before it is validated. Order comes from {@link AdmissionOrder} by
 * {@code @Order}.
 */
public interface MutatingAdmission {

  /** Whether the plugin wants to see the request at all. */
  boolean handles(AdmissionRequest request);

  /**
   * The object that goes on: the same instance if nothing changes, else a new tree.
   *
   * @throws io.navarch.apiserver.request.ApiStatusException to refuse the request
   */
  ObjectNode mutate(AdmissionRequest request, ObjectNode object);
}
