package io.navarch.apiserver.admission.webhook;

import io.navarch.schema.Kind;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How the patches of webhooks change objects. */
public interface ObjectPatches {

  /**
   * The object after the operations, without fields that its kind does not have, defaulted.
   *
   * @throws io.navarch.apiserver.request.ApiStatusException if they can't be done
   */
  ObjectNode patch(Kind kind, ObjectNode object, ArrayNode operations);
}
