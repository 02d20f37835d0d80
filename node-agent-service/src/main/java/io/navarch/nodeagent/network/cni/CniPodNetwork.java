package io.navarch.nodeagent.network.cni;

import io.navarch.nodeagent.network.CommandRunner;
import io.navarch.nodeagent.network.NetworkNamespace;
import io.navarch.nodeagent.network.NetworkProperties;
import io.navarch.nodeagent.network.PodAttachment;
import io.navarch.nodeagent.network.PodNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Connects Pods by running the CNI plugins of the node's configuration, one after the other, as
 * spec 1.0.0 has it. What a Pod was given is remembered in a file per sandbox, because taking it
 * back needs the same words, even after a restart.
 */
@Component
@RequiredArgsConstructor
public final class CniPodNetwork implements PodNetwork {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final NetworkProperties properties;
  private final CniPlugins plugins;
  private volatile @Nullable CniConfiguration configuration;

  /** Runs plugins in a node's namespace. */
  public static CniPodNetwork of(
      NetworkProperties properties, NetworkNamespace namespace, CommandRunner commands) {
    return new CniPodNetwork(properties, new CniPlugins(properties, namespace, commands));
  }

  /** From now on Pods get addresses from these ranges. */
  public void use(String nodeName, List<String> podCidrs) {
    configuration = CniConfiguration.of(nodeName, podCidrs, properties);
  }

  @Override
  public boolean isReady() {
    return configuration != null;
  }

  @Override
  public List<String> attach(PodAttachment pod) throws IOException {
    var memory = memory(pod);
    var known = addresses(pod.sandboxId());
    if (!known.isEmpty()) {
      return known;
    }
    detach(pod); // what an attempt that failed half way has left
    var current = configuration;
    if (current == null) {
      throw new IOException("the node has no range of Pod addresses yet");
    }
    remember(memory, current.list(), NODES.objectNode());
    plugins.run("ADD", loopback(), pod, "lo");
    JsonNode result = NODES.objectNode();
    for (var plugin : current.list().get("plugins")) {
      var input = input(plugin, current.list(), pod, result);
      result = plugins.run("ADD", input, pod, "eth0");
    }
    remember(memory, current.list(), result);
    return addresses(result);
  }

  @Override
  public void detach(PodAttachment pod) throws IOException {
    var memory = memory(pod);
    if (!Files.exists(memory)) {
      return;
    }
    var remembered = recall(memory);
    var list = remembered.get("list");
    for (var plugin : reversed(list.get("plugins"))) {
      plugins.run("DEL", input(plugin, list, pod, remembered.get("result")), pod, "eth0");
    }
    Files.deleteIfExists(memory);
  }

  @Override
  public List<String> addresses(String sandboxId) throws IOException {
    var memory = memory(sandboxId);
    try {
      return addresses(recall(memory).get("result"));
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  @Override
  public void check(PodAttachment pod) throws IOException {
    var memory = memory(pod);
    if (!Files.exists(memory)) {
      throw new IOException("sandbox " + pod.sandboxId() + " was never attached");
    }
    var remembered = recall(memory);
    var list = remembered.get("list");
    for (var plugin : list.get("plugins")) {
      plugins.run("CHECK", input(plugin, list, pod, remembered.get("result")), pod, "eth0");
    }
  }

  private static ObjectNode input(
      JsonNode plugin, JsonNode list, PodAttachment pod, JsonNode previous) {
    var input = ((ObjectNode) plugin).deepCopy();
    input.set("cniVersion", list.get("cniVersion"));
    input.set("name", list.get("name"));
    if (!previous.isEmpty()) {
      input.set("prevResult", previous);
    }
    if (plugin.at("/capabilities/portMappings").asBoolean(false) && !pod.hostPorts().isEmpty()) {
      var mappings = input.putObject("runtimeConfig").putArray("portMappings");
      pod.hostPorts().forEach(port -> mappings.add(mapping(port)));
    }
    input.remove("capabilities");
    return input;
  }

  private static ObjectNode mapping(PodAttachment.HostPort port) {
    return NODES
        .objectNode()
        .put("hostPort", port.hostPort())
        .put("containerPort", port.containerPort())
        .put("protocol", port.protocol())
        .put("hostIP", port.hostIp());
  }

  private static ObjectNode loopback() {
    return NODES
        .objectNode()
        .put("cniVersion", CniConfiguration.SPEC_VERSION)
        .put("name", "lo")
        .put("type", "loopback");
  }

  private static List<JsonNode> reversed(JsonNode plugins) {
    return StreamSupport.stream(plugins.spliterator(), false).toList().reversed();
  }

  private static List<String> addresses(JsonNode result) {
    return StreamSupport.stream(result.path("ips").spliterator(), false)
        .map(ip -> ip.path("address").asString(""))
        .map(address -> address.substring(0, address.indexOf('/')))
        .toList();
  }

  private void remember(Path memory, JsonNode list, JsonNode result) throws IOException {
    Files.createDirectories(memory.getParent());
    var content = NODES.objectNode();
    content.set("list", list);
    content.set("result", result);
    Files.writeString(memory, JSON.writeValueAsString(content));
  }

  private static JsonNode recall(Path memory) throws IOException {
    return JSON.readTree(Files.readString(memory));
  }

  private Path memory(PodAttachment pod) {
    return memory(pod.sandboxId());
  }

  private Path memory(String sandboxId) {
    return properties.cniStateDirectory().resolve("attachments").resolve(sandboxId + ".json");
  }
}
