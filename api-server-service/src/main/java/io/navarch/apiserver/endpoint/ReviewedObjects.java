package io.navarch.apiserver.endpoint;

import io.navarch.apiserver.admission.webhook.ObjectPatches;
import io.navarch.apiserver.codec.BodyDecoder;
import io.navarch.apiserver.codec.BodyDecoder.Target;
import io.navarch.apiserver.codec.FieldValidation;
import io.navarch.apiserver.endpoint.patch.PolicyPatch;
import io.navarch.apiserver.registry.ObjectRules;
import io.navarch.apiserver.registry.Resources;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.schema.Kind;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Objects that webhooks have patched, read once more as if they had been sent. */
@Component
@RequiredArgsConstructor
final class ReviewedObjects implements ObjectPatches {

  private final BodyDecoder decoder;
  private final Resources resources;
  private final ObjectRules rules;

  @Override
  public ObjectNode patch(Kind kind, ObjectNode object, ArrayNode operations) {
    if (!(PolicyPatch.patchOrFail(object, operations) instanceof ObjectNode patched)) {
      throw ApiStatusException.internal("the patched object is no object");
    }
    var target = Target.of(resources.catalogue(), kind.gvk());
    var read = decoder.decode(patched, target, FieldValidation.IGNORE).object();
    rules.applyDefaults(kind, read);
    return read;
  }
}
