package io.navarch.nodeagent.network.cni;

import io.navarch.nodeagent.network.NetworkProperties;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What CNI is told about one node's network: a bridge with a gateway address per Pod range,
 * addresses from the node's own ranges, host ports. Names carry the node's name, because nodes that
 * share a machine share the plugins' state.
 */
public record CniConfiguration(String network, ObjectNode list) {

  static final String SPEC_VERSION = "1.0.0";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The configuration of a node that has these Pod ranges. */
  public static CniConfiguration of(
      String nodeName, List<String> podCidrs, NetworkProperties properties) {
    var name = "navarch-" + nodeName;
    var list = JSON.objectNode().put("cniVersion", SPEC_VERSION).put("name", name);
    list.putArray("plugins")
        .add(bridge(podCidrs, properties))
        .add(portMap())
        .add(capability(JSON.objectNode().put("type", "bandwidth"), "bandwidth"));
    return new CniConfiguration(name, list);
  }

  /** The text of the configuration file. */
  public String toJson(JsonMapper mapper) {
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(list);
  }

  /** The file's name: early in the alphabet, as runtimes take the first they find. */
  public String fileName() {
    return "10-" + network + ".conflist";
  }

  private static ObjectNode bridge(List<String> podCidrs, NetworkProperties properties) {
    var bridge =
        JSON.objectNode()
            .put("type", "bridge")
            .put("bridge", properties.bridge())
            .put("isGateway", true)
            .put("isDefaultGateway", true)
            .put("hairpinMode", true)
            .put("ipMasq", false);
    if (properties.mtu() > 0) {
      bridge.put("mtu", properties.mtu());
    }
    bridge.set("ipam", addresses(podCidrs, properties.cniStateDirectory()));
    return bridge;
  }

  private static ObjectNode addresses(List<String> podCidrs, Path state) {
    var ipam =
        JSON.objectNode()
            .put("type", "host-local")
            .put("dataDir", state.resolve("networks").toString());
    var ranges = ipam.putArray("ranges");
    podCidrs.forEach(cidr -> ranges.add(range(cidr)));
    return ipam;
  }

  private static ArrayNode range(String cidr) {
    return JSON.arrayNode().add(JSON.objectNode().put("subnet", cidr));
  }

  private static ObjectNode portMap() {
    return capability(JSON.objectNode().put("type", "portmap").put("snat", true), "portMappings");
  }

  private static ObjectNode capability(ObjectNode plugin, String capability) {
    plugin.putObject("capabilities").put(capability, true);
    return plugin;
  }
}
