package io.navarch.apiserver.validation;

import io.navarch.schema.Kind;
import java.util.HashSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * A StatefulSet as its Pods will be: the claims that it makes for them are volumes, which stand in
 * for those of the same name in the template. Pure.
 */
final class ClaimedVolumes {

  private static final String STATEFUL_SET = "io.k8s.api.apps.v1.StatefulSet";

  private ClaimedVolumes() {}

  /** The object itself, unless it is a StatefulSet with claims. */
  static ObjectNode resolved(Kind kind, ObjectNode object) {
    var claims = object.path("spec").path("volumeClaimTemplates");
    if (!kind.typeName().equals(STATEFUL_SET)
        || claims.isEmpty()
        || !object.at("/spec/template/spec").isObject()) {
      return object;
    }
    var resolved = object.deepCopy();
    var volumes = ((ObjectNode) resolved.at("/spec/template/spec")).withArrayProperty("volumes");
    var names = new HashSet<String>();
    claims.forEach(claim -> names.add(claim.path("metadata").path("name").asString("")));
    for (int i = volumes.size() - 1; i >= 0; i--) {
      if (names.contains(volumes.get(i).path("name").asString(""))) {
        volumes.remove(i);
      }
    }
    names.stream()
        .filter(name -> !name.isEmpty())
        .sorted()
        .forEach(name ->
            volumes
                .addObject()
                .put("name", name)
                .putObject("persistentVolumeClaim")
                .put("claimName", name));
    return resolved;
  }
}
