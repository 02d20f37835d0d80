package io.navarch.apiserver.admission.plugin;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Where a Pod refers to Secrets, pull secrets aside. */
final class MountableSecrets {

  private MountableSecrets() {}

  static Stream<Reference> referenced(JsonNode spec) {
    var volumes =
        spec.path("volumes")
            .valueStream()
            .map(v -> v.path("secret"))
            .filter(s -> !s.isMissingNode() && !s.isNull())
            .map(s -> new Reference("", "", s.path("secretName").asString("")));
    var containers =
        Stream.of("initContainers", "containers", "ephemeralContainers")
            .flatMap(f -> spec.path(f).valueStream())
            .flatMap(MountableSecrets::ofContainer);
    return Stream.concat(volumes, containers);
  }

  private static Stream<Reference> ofContainer(JsonNode container) {
    var name = container.path("name").asString("");
    var single =
        container
            .path("env")
            .valueStream()
            .filter(e -> e.path("valueFrom").has("secretKeyRef"))
            .map(e ->
                new Reference(
                    name,
                    "envVar " + e.path("name").asString(""),
                    e.path("valueFrom").path("secretKeyRef").path("name").asString("")));
    var whole =
        container
            .path("envFrom")
            .valueStream()
            .filter(e -> e.has("secretRef"))
            .map(
                e -> new Reference(name, "envFrom", e.path("secretRef").path("name").asString("")));
    return Stream.concat(single, whole);
  }

  /**
   * A reference.
   *
   * @param container empty for volumes
   */
  record Reference(String container, String where, String secret) {

    String refusal(String account) {
      var reason = "is not allowed because service account %s does not reference that secret";
      return container.isEmpty()
          ? ("volume with secret.secretName=\"%s\" " + reason).formatted(secret, account)
          : ("container %s with %s referencing secret.secretName=\"%s\" " + reason)
              .formatted(container, where, secret, account);
    }
  }
}
