package io.navarch.apiserver.admission.policy;

import io.navarch.apiserver.admission.AdmissionRequest;
import io.navarch.apiserver.registry.Resources;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request as a policy wants to see it.
 *
 * @param request with its objects in the version that the policy names
 * @param made the kind in which the client made it
 * @param namespace the object's namespace, or null
 */
public record MatchedRequest(
    AdmissionRequest request, GroupVersionKind made, @Nullable ObjectNode namespace) {

  static MatchedRequest of(
      AdmissionRequest request, Kind seenAs, @Nullable ObjectNode namespace, Resources resources) {
    var seen =
        request.toBuilder()
            .kind(seenAs)
            .object(convert(request.object(), seenAs, resources))
            .oldObject(convert(request.oldObject(), seenAs, resources))
            .build();
    return new MatchedRequest(seen, request.kind().gvk(), namespace);
  }

  private static @Nullable ObjectNode convert(
      @Nullable ObjectNode stored, Kind kind, Resources resources) {
    if (stored == null || !stored.path("kind").asString("").equals(kind.gvk().kind())) {
      return stored;
    }
    return resources
        .find(kind.resource())
        .filter(served -> !served.isStorageVersion())
        .map(served -> served.toServed(stored.deepCopy()))
        .orElse(stored);
  }
}
