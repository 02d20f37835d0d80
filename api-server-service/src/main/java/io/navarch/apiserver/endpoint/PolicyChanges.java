package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.admission.policy.ObjectChanges;
import io.navarch.apiserver.endpoint.patch.PolicyPatch;
import io.navarch.schema.Kind;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lends the patches of this room to policies. */
@Component
@RequiredArgsConstructor
final class PolicyChanges implements ObjectChanges {

  private final Schemas schemas;

  @Override
  public ObjectNode apply(Kind kind, ObjectNode object, ObjectNode configuration) {
    return PolicyPatch.merge(schemas.of(kind), object, configuration);
  }

  @Override
  public JsonNode patch(ObjectNode object, ArrayNode operations) {
    return PolicyPatch.patch(object, operations);
  }
}
