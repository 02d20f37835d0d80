package io.navarch.nodeagent.image;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.navarch.nodeagent.pod.spec.PodSpecs;
import io.navarch.nodeagent.reference.ReferencedObjects;
import io.navarch.nodeagent.runtime.RegistryCredentials;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds credentials for an image in the pull secrets of a Pod. */
@Slf4j
@Component
@RequiredArgsConstructor
class PullCredentials {

  private static final String CONFIG_JSON = ".dockerconfigjson";
  private static final String OLD_CONFIG = ".dockercfg";

  private final ReferencedObjects objects;
  private final JsonMapper json = JsonMapper.builder().build();

  /** One entry of a registry configuration. */
  record Entry(String registry, RegistryCredentials credentials) {}

  /** Credentials that fit, the most specific first. */
  List<RegistryCredentials> find(Pod pod, ImageName image) {
    var entries = new ArrayList<Entry>();
    for (var reference : PodSpecs.orEmpty(pod.getSpec().getImagePullSecrets())) {
      objects
          .secret(pod, reference.getName())
          .ifPresent(secret -> entries.addAll(entriesOf(secret)));
    }
    return entries.stream()
        .filter(entry -> fits(entry.registry(), image))
        .sorted(Comparator.comparingInt((Entry entry) -> entry.registry().length()).reversed())
        .map(Entry::credentials)
        .toList();
  }

  private List<Entry> entriesOf(Secret secret) {
    var data = secret.getData();
    if (data == null) {
      return List.of();
    }
    try {
      if (data.containsKey(CONFIG_JSON)) {
        return entriesOf(json.readTree(decode(data.get(CONFIG_JSON))).path("auths"));
      }
      return data.containsKey(OLD_CONFIG)
          ? entriesOf(json.readTree(decode(data.get(OLD_CONFIG))))
          : List.of();
    } catch (JacksonException e) {
      log.atWarn()
          .addKeyValue("secret", secret.getMetadata().getName())
          .log("pull secret is not readable");
      return List.of();
    }
  }

  private static List<Entry> entriesOf(JsonNode auths) {
    return auths.properties().stream()
        .map(e -> new Entry(normal(e.getKey()), credentials(e.getValue())))
        .toList();
  }

  private static RegistryCredentials credentials(JsonNode node) {
    var token = node.path("identitytoken").asString("");
    var pair =
        Optional.of(node.path("auth").asString(""))
            .filter(auth -> !auth.isEmpty())
            .map(PullCredentials::decode)
            .filter(text -> text.contains(":"));
    if (pair.isPresent()) {
      var parts = pair.get().split(":", 2);
      return new RegistryCredentials(parts[0], parts[1].strip(), token);
    }
    return new RegistryCredentials(
        node.path("username").asString(""), node.path("password").asString(""), token);
  }

  private static String decode(String base64) {
    return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static String normal(String registry) {
    var bare =
        registry
            .replaceFirst("^https?://", "")
            .replaceFirst("/(v1|v2)/?$", "")
            .replaceFirst("/$", "");
    return bare.equals("index.docker.io") || bare.equals("registry-1.docker.io")
        ? "docker.io"
        : bare;
  }

  private static boolean fits(String registry, ImageName image) {
    if (registry.startsWith("*.")) {
      return image.registry().endsWith(registry.substring(1));
    }
    return image.registry().equals(registry)
        || image.repository().equals(registry)
        || image.repository().startsWith(registry + "/");
  }
}
