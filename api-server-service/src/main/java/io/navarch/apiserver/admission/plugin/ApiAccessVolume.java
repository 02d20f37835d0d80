package io.navarch.apiserver.admission.plugin;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The volume with which containers reach the API: a token bound to the Pod, the cluster's authority
 * and the namespace. Its form is upstream's, for it shows in every Pod.
 */
@Component
final class ApiAccessVolume {

  private static final String PREFIX = "kube-api-access-";
  private static final String MOUNT_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

  /** An hour, and seven seconds by which the token is told from one that was asked for. */
  private static final int TOKEN_SECONDS = 3607;

  private static final String NAME_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

  private final RandomGenerator random = new SecureRandom();

  /** Mounts the volume wherever nothing else is mounted in its place. */
  void mount(ObjectNode spec) {
    var present =
        spec.path("volumes")
            .valueStream()
            .map(v -> v.path("name").asString(""))
            .filter(n -> n.startsWith(PREFIX))
            .findFirst();
    var name = present.orElseGet(() -> PREFIX + suffix());
    boolean mounted = false;
    for (var field : new String[] {"initContainers", "containers"}) {
      for (var container : spec.path(field)) {
        mounted |= mount((ObjectNode) container, name);
      }
    }
    if (mounted && present.isEmpty()) {
      PodTrees.array(spec, "volumes").add(volume(spec, name));
    }
  }

  private static boolean mount(ObjectNode container, String name) {
    var taken =
        container.path("volumeMounts").valueStream().anyMatch(m -> isAt(m.path("mountPath")));
    if (!taken) {
      PodTrees.array(container, "volumeMounts")
          .addObject()
          .put("name", name)
          .put("readOnly", true)
          .put("mountPath", MOUNT_PATH);
    }
    return !taken;
  }

  private static boolean isAt(JsonNode path) {
    return path.asString("").equals(MOUNT_PATH);
  }

  private static ObjectNode volume(ObjectNode spec, String name) {
    var volume = spec.objectNode().put("name", name);
    var projected = volume.putObject("projected");
    var sources = projected.putArray("sources");
    sources
        .addObject()
        .putObject("serviceAccountToken")
        .put("expirationSeconds", TOKEN_SECONDS)
        .put("path", "token");
    var authority = sources.addObject().putObject("configMap").put("name", "kube-root-ca.crt");
    authority.putArray("items").addObject().put("key", "ca.crt").put("path", "ca.crt");
    var item =
        sources
            .addObject()
            .putObject("downwardAPI")
            .putArray("items")
            .addObject()
            .put("path", "namespace");
    item.putObject("fieldRef").put("apiVersion", "v1").put("fieldPath", "metadata.namespace");
    projected.put("defaultMode", 0644);
    return volume;
  }

  private String suffix() {
    return random
        .ints(5, 0, NAME_LETTERS.length())
        .mapToObj(i -> String.valueOf(NAME_LETTERS.charAt(i)))
        .collect(Collectors.joining());
  }
}
