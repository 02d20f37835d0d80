package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.admission.policy.CompiledPolicy.Part;
import io.navarch.apiserver.cel.CostBudget;
import io.navarch.apiserver.cel.Values;
import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.schema.Kind;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One mutation of a policy: what it makes of an object. */
@RequiredArgsConstructor
final class MutationRun {

  private final ObjectChanges changes;
  private final Kind kind;
  private final CostBudget budget;

  ObjectNode run(Part mutation, ObjectNode object, Map<String, Object> variables)
      throws PolicyFailure {
    try {
      var value = Values.toJson(mutation.evaluate(variables, budget));
      if (value instanceof ArrayNode operations) {
        var patched = changes.patch(object, operations);
        if (patched instanceof ObjectNode result) {
          return result;
        }
        throw new PolicyFailure("error applying patch: the result is no object");
      }
      return identified(changes.apply(kind, object, (ObjectNode) value), object);
    } catch (IllegalArgumentException | ApiStatusException e) {
      throw new PolicyFailure("error applying patch: " + e.getMessage());
    }
  }

  /** A configuration can't say what an object is. */
  private static ObjectNode identified(ObjectNode merged, ObjectNode object) {
    for (var field : new String[] {"apiVersion", "kind"}) {
      merged.set(field, object.path(field));
    }
    return merged;
  }
}
