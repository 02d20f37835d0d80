package io.navarch.nodeagent.runtime.docker;

import io.navarch.nodeagent.network.PodAttachment.HostPort;
import io.navarch.nodeagent.runtime.ContainerConfig;
import io.navarch.nodeagent.runtime.Image;
import io.navarch.nodeagent.runtime.PortMapping;
import io.navarch.nodeagent.runtime.SandboxConfig;
import io.navarch.nodeagent.runtime.SandboxId;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What the engine has no field for, as labels on its containers. They are all that is remembered:
 * an agent that starts anew finds everything there.
 */
final class Words {

  static final String TYPE = "io.navarch.docker.type";
  static final String SANDBOX = "sandbox";
  static final String CONTAINER = "container";
  static final String SANDBOX_ID = "io.navarch.docker.sandbox";
  static final String NAME = "io.navarch.docker.name";
  static final String NAMESPACE = "io.navarch.docker.namespace";
  static final String UID = "io.navarch.docker.uid";
  static final String LOG = "io.navarch.docker.log";
  static final String IMAGE = "io.navarch.docker.image";
  static final String IMAGE_REF = "io.navarch.docker.image-ref";
  private static final String ATTEMPT = "io.navarch.docker.attempt";
  private static final String PORTS = "io.navarch.docker.ports";
  private static final String OWN = "io.navarch.docker.";
  private static final String ANNOTATION = OWN + "annotation.";

  private Words() {}

  static Map<String, String> of(SandboxConfig config) {
    var words = pod(config, config.labels(), config.annotations());
    words.put(TYPE, SANDBOX);
    words.put(ATTEMPT, Integer.toString(config.attempt()));
    words.put(PORTS, config.ports().stream().map(Words::port).collect(Collectors.joining(",")));
    return words;
  }

  static Map<String, String> of(
      SandboxId sandbox, ContainerConfig config, SandboxConfig within, Image image) {
    var words = pod(within, config.labels(), config.annotations());
    words.put(TYPE, CONTAINER);
    words.put(SANDBOX_ID, sandbox.value());
    words.put(NAME, config.name());
    words.put(ATTEMPT, Integer.toString(config.attempt()));
    words.put(LOG, Path.of(within.logDirectory(), config.logPath()).toString());
    words.put(IMAGE, config.userImage().isEmpty() ? config.image() : config.userImage());
    words.put(IMAGE_REF, image.digests().isEmpty() ? image.id() : image.digests().getFirst());
    return words;
  }

  private static Map<String, String> pod(
      SandboxConfig config, Map<String, String> labels, Map<String, String> annotations) {
    var words = new HashMap<>(labels);
    annotations.forEach((key, value) -> words.put(ANNOTATION + key, value));
    words.put(NAMESPACE, config.namespace());
    words.put(NAME, config.name());
    words.put(UID, config.uid());
    return words;
  }

  private static String port(PortMapping port) {
    return "%s/%d/%d/%s"
        .formatted(port.protocol(), port.hostPort(), port.containerPort(), port.hostIp());
  }

  /** Those of the Pod's owner. */
  static Map<String, String> labels(Map<String, String> words) {
    return words.entrySet().stream()
        .filter(word -> !word.getKey().startsWith(OWN))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  static Map<String, String> annotations(Map<String, String> words) {
    return words.entrySet().stream()
        .filter(word -> word.getKey().startsWith(ANNOTATION))
        .collect(
            Collectors.toUnmodifiableMap(
                word -> word.getKey().substring(ANNOTATION.length()), Map.Entry::getValue));
  }

  static int attempt(Map<String, String> words) {
    return Integer.parseInt(get(words, ATTEMPT));
  }

  /** Ports of the node that lead to the Pod. */
  static List<HostPort> hostPorts(Map<String, String> words) {
    return Arrays.stream(get(words, PORTS).split(",", -1))
        .filter(text -> !text.isEmpty())
        .map(text -> text.split("/", 4))
        .filter(port -> !port[1].equals("0"))
        .map(Words::hostPort)
        .toList();
  }

  private static HostPort hostPort(String[] port) {
    return new HostPort(
        Integer.parseInt(port[1]),
        Integer.parseInt(port[2]),
        port[0].toLowerCase(Locale.ROOT),
        port[3]);
  }

  static String get(Map<String, String> words, String word) {
    return Objects.requireNonNullElse(words.get(word), "");
  }

  static boolean areOf(String type, Map<String, String> words) {
    return get(words, TYPE).equals(type);
  }
}
