package io.navarch.apiserver.endpoint.patch;

import io.navarch.apiserver.request.ApiStatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The patches that admission policies make: by the same means as those of clients. */
public final class PolicyPatch {

  private PolicyPatch() {}

  /**
   * The object with a configuration laid over it, whoever owns its fields.
   *
   * @throws IllegalArgumentException if the configuration does not fit the kind
   */
  public static ObjectNode merge(ObjectSchema schema, ObjectNode object, ObjectNode configuration) {
    try {
      FieldSets.check(configuration, schema.root(), false);
      return TypedMerge.merge(object, configuration, schema.root());
    } catch (UntypedObjectException e) {
      throw new IllegalArgumentException(
          "failed to convert patch object to typed object: " + e.getMessage(), e);
    }
  }

  /**
   * The object after the operations; as it was if it does not pass a test among them.
   *
   * @throws ApiStatusException if an operation can't be done
   */
  public static JsonNode patch(ObjectNode object, ArrayNode operations) {
    JsonNode patched = object;
    for (var operation : operations) {
      var one = operations.arrayNode().add(operation);
      if (!operation.path("op").asString("").equals("test")) {
        patched = JsonPatch.apply(patched, one);
      } else if (!passes(patched, one)) {
        return object;
      }
    }
    return patched;
  }

  /**
   * The object after all operations; a test among them that it does not pass is an error.
   *
   * @throws ApiStatusException if an operation can't be done
   */
  public static JsonNode patchOrFail(ObjectNode object, ArrayNode operations) {
    return JsonPatch.apply(object, operations);
  }

  private static boolean passes(JsonNode object, ArrayNode test) {
    try {
      JsonPatch.apply(object, test);
      return true;
    } catch (ApiStatusException e) {
      return false;
    }
  }
}
