package io.navarch.nodeagent.manifest;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.navarch.nodeagent.pod.spec.StaticMarks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;

/**
 * A folder of Pods, one per file, in YAML or JSON. A Pod's uid comes from the node, the file and
 * its content: it is the same after a restart of the agent, and another one when the file changes.
 */
@Slf4j
@RequiredArgsConstructor
final class ManifestFolder {

  private static final int UID_BYTES = 16;

  private final Path folder;
  private final String node;
  private final Clock clock;
  private final Map<String, Pod> known = new ConcurrentHashMap<>();

  /** The Pods that are declared now. */
  List<Pod> read() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      var pods =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .sorted()
              .flatMap(file -> read(file).stream())
              .toList();
      known.keySet().retainAll(pods.stream().map(p -> p.getMetadata().getUid()).toList());
      return pods;
    } catch (IOException e) {
      log.atWarn().addKeyValue("folder", folder).setCause(e).log("manifests cannot be read");
      return List.copyOf(known.values());
    }
  }

  private Optional<Pod> read(Path file) {
    try {
      var text = Files.readString(file);
      var uid = uid(file, text);
      return Optional.of(known.computeIfAbsent(uid, _ -> local(parse(text), uid)));
    } catch (IOException | IllegalArgumentException | KubernetesClientException e) {
      log.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("error", e.getMessage())
          .log("manifest is not a pod");
      return Optional.empty();
    }
  }

  private static Pod parse(String text) {
    var pod = Serialization.unmarshal(text, Pod.class);
    if (pod == null
        || !"Pod".equals(pod.getKind())
        || pod.getMetadata() == null
        || pod.getMetadata().getName() == null
        || pod.getSpec() == null) {
      throw new IllegalArgumentException("a Pod with a name and a spec is expected");
    }
    return pod;
  }

  private String uid(Path file, String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : List.of(node, file.toString(), text)) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, UID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Pod local(Pod declared, String uid) {
    var namespace = declared.getMetadata().getNamespace();
    var policy = declared.getSpec().getRestartPolicy();
    return new PodBuilder(declared)
        .editMetadata()
        .withUid(uid)
        .withName(declared.getMetadata().getName() + "-" + node)
        .withNamespace(namespace == null || namespace.isEmpty() ? "default" : namespace)
        .withGeneration(1L)
        .addToAnnotations(StaticMarks.HASH, uid)
        .addToAnnotations(StaticMarks.SOURCE, StaticMarks.FILE)
        .addToAnnotations(StaticMarks.SEEN, clock.instant().toString())
        .endMetadata()
        .editSpec()
        .withNodeName(node)
        .withRestartPolicy(policy == null ? "Always" : policy)
        .addToTolerations(
            new TolerationBuilder().withOperator("Exists").withEffect("NoExecute").build())
        .endSpec()
        .withStatus(null)
        .build();
  }
}
