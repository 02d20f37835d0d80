package io.navarch.apiserver.endpoint.proxy;

import io.navarch.apiserver.request.ApiStatusException;
import io.navarch.apiserver.request.Status;
import io.navarch.apiserver.request.StatusReason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Finds node agents by what their Node says of them. */
@Component
@RequiredArgsConstructor
final class NodeAgents {

  private static final int DEFAULT_PORT = 10250;

  private final ProxyObjects objects;
  private final KubeletProperties properties;
  private final BackendTrust trust;

  /** The agent of a node. */
  Backend agent(String nodeName) {
    var node = objects.node(nodeName);
    int port = node.at("/status/daemonEndpoints/kubeletEndpoint/Port").asInt(0);
    return new Backend(
        address(node),
        port == 0 ? DEFAULT_PORT : port,
        trust.ofNodeAgents(),
        !properties.insecureSkipTlsVerify());
  }

  private String address(ObjectNode node) {
    Map<String, String> byType = new LinkedHashMap<>();
    for (var address : node.at("/status/addresses")) {
      byType.putIfAbsent(address.path("type").asString(""), address.path("address").asString(""));
    }
    return properties.preferredAddressTypes().stream()
        .map(byType::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> noAddress(node));
  }

  private static ApiStatusException noAddress(ObjectNode node) {
    return new ApiStatusException(
        Status.of(
            StatusReason.UNKNOWN, "no preferred addresses found; known addresses: " + known(node)));
  }

  private static String known(ObjectNode node) {
    var words = new StringBuilder("[");
    for (var address : node.at("/status/addresses")) {
      words
          .append(words.length() > 1 ? " " : "")
          .append('{')
          .append(address.path("type").asString(""))
          .append(' ')
          .append(address.path("address").asString(""))
          .append('}');
    }
    return words.append(']').toString();
  }
}
