package io.navarch.nodeagent.pod.config;

import io.fabric8.kubernetes.api.model.HostAlias;
import java.util.List;

/** The content of the {@code /etc/hosts} that the agent keeps for a Pod. */
public final class HostsFile {

  private static final String HEADER = "# Kubernetes-managed hosts file.\n";
  private static final String HEADER_NODE_NETWORK =
      "# Kubernetes-managed hosts file (host network).\n";
  private static final String STANDARD =
      """
      127.0.0.1\tlocalhost
      ::1\tlocalhost ip6-localhost ip6-loopback
      fe00::0\tip6-localnet
      fe00::0\tip6-mcastprefix
      fe00::1\tip6-allnodes
      fe00::2\tip6-allrouters
      """;

  private HostsFile() {}

  /** For a Pod with a network of its own. */
  public static String ofPod(List<String> addresses, PodHostname name, List<HostAlias> aliases) {
    var content = new StringBuilder(HEADER).append(STANDARD);
    for (var address : addresses) {
      content.append(address).append('\t');
      if (!name.domain().isEmpty()) {
        content.append(name.name()).append('.').append(name.domain()).append('\t');
      }
      content.append(name.name()).append('\n');
    }
    return appendAliases(content, aliases).toString();
  }

  /** For a Pod in the node's network: the node's file with the Pod's aliases. */
  public static String ofNode(String nodeFile, List<HostAlias> aliases) {
    var content = new StringBuilder(HEADER_NODE_NETWORK).append(nodeFile);
    return appendAliases(content, aliases).toString();
  }

  private static StringBuilder appendAliases(StringBuilder content, List<HostAlias> aliases) {
    if (!aliases.isEmpty()) {
      content.append("\n# Entries added by HostAliases.\n");
    }
    for (var alias : aliases) {
      content.append(alias.getIp()).append('\t').append(String.join("\t", alias.getHostnames()));
      content.append('\n');
    }
    return content;
  }
}
