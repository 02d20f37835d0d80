package io.navarch.nodeagent.network.cni;

import io.navarch.nodeagent.network.Command;
import io.navarch.nodeagent.network.CommandResult;
import io.navarch.nodeagent.network.CommandRunner;
import io.navarch.nodeagent.network.NetworkNamespace;
import io.navarch.nodeagent.network.NetworkProperties;
import io.navarch.nodeagent.network.PodAttachment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs single CNI plugins in the node's namespace. */
@Component
@RequiredArgsConstructor
class CniPlugins {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final NetworkProperties properties;
  private final NetworkNamespace namespace;
  private final CommandRunner commands;

  /** Runs the plugin that the configuration names; answers with its result, empty for DEL. */
  JsonNode run(String verb, ObjectNode configuration, PodAttachment pod, String device)
      throws IOException {
    var type = configuration.get("type").asString();
    var result =
        commands.run(
            Command.of(executable(type))
                .in(namespace)
                .withInput(JSON.writeValueAsString(configuration))
                .withEnvironment(environment(verb, pod, device))
                .withLimit(LIMIT));
    if (!result.succeeded()) {
      throw new IOException("CNI plugin %s failed to %s: %s".formatted(type, verb, reason(result)));
    }
    return result.output().isBlank()
        ? JsonNodeFactory.instance.objectNode()
        : JSON.readTree(result.output());
  }

  private Map<String, String> environment(String verb, PodAttachment pod, String device) {
    var arguments =
        "IgnoreUnknown=1;K8S_POD_NAMESPACE=%s;K8S_POD_NAME=%s;K8S_POD_INFRA_CONTAINER_ID=%s;K8S_POD_UID=%s"
            .formatted(pod.namespace(), pod.name(), pod.sandboxId(), pod.uid());
    return Map.of(
        "CNI_COMMAND",
        verb,
        "CNI_CONTAINERID",
        pod.sandboxId(),
        "CNI_NETNS",
        verb.equals("DEL") ? existing(pod.networkNamespace()) : pod.networkNamespace().toString(),
        "CNI_IFNAME",
        device,
        "CNI_ARGS",
        arguments,
        "CNI_PATH",
        String.join(":", properties.cniPluginDirectories()));
  }

  /** Taking a Pod off the network works without its namespace, but not with a wrong one. */
  private static String existing(Path file) {
    return Files.exists(file) ? file.toString() : "";
  }

  private String executable(String type) throws IOException {
    for (var directory : properties.cniPluginDirectories()) {
      var file = Path.of(directory, type);
      if (Files.isExecutable(file)) {
        return file.toString();
      }
    }
    throw new IOException(
        "no CNI plugin %s in %s".formatted(type, properties.cniPluginDirectories()));
  }

  /** Plugins explain themselves in JSON on their standard output. */
  private static String reason(CommandResult result) {
    try {
      var message = JSON.readTree(result.output()).path("msg").asString("");
      return message.isEmpty() ? result.errors().strip() : message;
    } catch (JacksonException e) {
      return (result.output() + result.errors()).strip();
    }
  }
}
