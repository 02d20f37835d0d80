package io.navarch.apiserver.admission.policy;

import io.navarch.schema.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How mutations change objects. Trees handed in are only read. */
public interface ObjectChanges {

  /**
   * The object with a configuration laid over it, as server-side apply does.
   *
   * @throws IllegalArgumentException if the configuration does not fit the kind
   */
  ObjectNode apply(Kind kind, ObjectNode object, ObjectNode configuration);

  /**
   * The object after the operations of a JSON patch.
   *
   * @throws io.navarch.apiserver.request.ApiStatusException if they can't be done
   */
  JsonNode patch(ObjectNode object, ArrayNode operations);
}
