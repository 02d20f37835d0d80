package io.navarch.apiserver.endpoint.patch;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies the patches that say what to change. What says how it shall be is {@link
 * ServerSideApply}.
 */
public final class Patch {

  private Patch() {}

  /**
   * The object after the patch; the one handed in stays as it is. The result is neither pruned nor
   * defaulted.
   *
   * @throws io.navarch.apiserver.request.ApiStatusException if the patch is malformed or does not
   *     fit the object
   */
  public static ObjectNode apply(
      PatchType type, ObjectSchema schema, ObjectNode current, byte[] patch) {
    return switch (type) {
      case JSON -> requireObject(JsonPatch.apply(current, PatchReader.array(patch)));
      case MERGE -> MergePatch.apply(current, PatchReader.object(patch));
      case STRATEGIC_MERGE ->
          StrategicMergePatch.apply(current, PatchReader.object(patch), schema.root());
      case APPLY_YAML, APPLY_CBOR ->
          throw new IllegalArgumentException(type + " is no change but a configuration");
    };
  }

  private static ObjectNode requireObject(JsonNode document) {
    if (document instanceof ObjectNode object) {
      return object;
    }
    throw PatchErrors.unprocessable();
  }
}
