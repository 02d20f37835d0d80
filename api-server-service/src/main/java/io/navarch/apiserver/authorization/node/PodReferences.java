package io.navarch.apiserver.authorization.node;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What a Pod refers to, and its node therefore may read. */
final class PodReferences {

  private PodReferences() {}

  static Set<Reference> of(JsonNode pod) {
    var namespace = pod.path("metadata").path("namespace").asString("");
    var spec = pod.path("spec");
    var found = new HashSet<Reference>();
    found.add(new Reference("pods", namespace, pod.path("metadata").path("name").asString("")));
    add(found, "serviceaccounts", namespace, spec.path("serviceAccountName"));
    spec.path("imagePullSecrets").forEach(s -> add(found, "secrets", namespace, s.path("name")));
    Stream.of("initContainers", "containers", "ephemeralContainers")
        .flatMap(f -> spec.path(f).valueStream())
        .forEach(c -> addContainer(found, namespace, c));
    spec.path("volumes").forEach(v -> addVolume(found, pod, namespace, v));
    pod.path("status")
        .path("resourceClaimStatuses")
        .forEach(s -> add(found, "resourceclaims", namespace, s.path("resourceClaimName")));
    spec.path("resourceClaims")
        .forEach(c -> add(found, "resourceclaims", namespace, c.path("resourceClaimName")));
    return found;
  }

  private static void addContainer(Set<Reference> found, String namespace, JsonNode container) {
    for (var variable : container.path("env")) {
      var source = variable.path("valueFrom");
      add(found, "secrets", namespace, source.path("secretKeyRef").path("name"));
      add(found, "configmaps", namespace, source.path("configMapKeyRef").path("name"));
    }
    for (var source : container.path("envFrom")) {
      add(found, "secrets", namespace, source.path("secretRef").path("name"));
      add(found, "configmaps", namespace, source.path("configMapRef").path("name"));
    }
  }

  private static void addVolume(
      Set<Reference> found, JsonNode pod, String namespace, JsonNode volume) {
    add(found, "secrets", namespace, volume.path("secret").path("secretName"));
    add(found, "configmaps", namespace, volume.path("configMap").path("name"));
    add(
        found,
        "persistentvolumeclaims",
        namespace,
        volume.path("persistentVolumeClaim").path("claimName"));
    if (volume.has("ephemeral")) {
      var claim =
          pod.path("metadata").path("name").asString("") + "-" + volume.path("name").asString("");
      found.add(new Reference("persistentvolumeclaims", namespace, claim));
    }
    for (var source : volume.path("projected").path("sources")) {
      add(found, "secrets", namespace, source.path("secret").path("name"));
      add(found, "configmaps", namespace, source.path("configMap").path("name"));
    }
    for (var plugin : volume) {
      add(found, "secrets", namespace, plugin.path("secretRef").path("name"));
      add(found, "secrets", namespace, plugin.path("nodePublishSecretRef").path("name"));
    }
    add(found, "secrets", namespace, volume.path("azureFile").path("secretName"));
  }

  private static void add(Set<Reference> found, String resource, String namespace, JsonNode name) {
    if (!name.asString("").isEmpty()) {
      found.add(new Reference(resource, namespace, name.asString("")));
    }
  }

  /**
   * An object.
   *
   * @param namespace empty for cluster-scoped kinds
   */
  record Reference(String resource, String namespace, String name) {}
}
