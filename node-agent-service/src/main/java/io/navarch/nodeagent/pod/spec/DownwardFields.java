package io.navarch.nodeagent.pod.spec;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectFieldSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceFieldSelector;
import io.navarch.nodeagent.NodeCapacity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a Pod may learn about itself. */
public final class DownwardFields {

  private DownwardFields() {}

  /**
   * The value of a field.
   *
   * @param addresses the Pod's addresses
   * @param hostIps the node's addresses
   * @return empty if there is no such field
   */
  public static Optional<String> field(
      Pod pod, ObjectFieldSelector selector, List<String> addresses, List<String> hostIps) {
    var path = selector.getFieldPath();
    var metadata = pod.getMetadata();
    if (path.startsWith("metadata.labels['") && path.endsWith("']")) {
      return Optional.of(entry(metadata.getLabels(), key(path)));
    }
    if (path.startsWith("metadata.annotations['") && path.endsWith("']")) {
      return Optional.of(entry(metadata.getAnnotations(), key(path)));
    }
    return switch (path) {
      case "metadata.name" -> Optional.of(metadata.getName());
      case "metadata.namespace" -> Optional.of(metadata.getNamespace());
      case "metadata.uid" -> Optional.of(metadata.getUid());
      case "metadata.labels" -> Optional.of(lines(metadata.getLabels()));
      case "metadata.annotations" -> Optional.of(lines(metadata.getAnnotations()));
      case "spec.nodeName" -> Optional.of(text(pod.getSpec().getNodeName()));
      case "spec.serviceAccountName" -> Optional.of(text(pod.getSpec().getServiceAccountName()));
      case "status.hostIP" -> Optional.of(hostIps.getFirst());
      case "status.hostIPs" -> Optional.of(String.join(",", hostIps));
      case "status.podIP" -> Optional.of(addresses.isEmpty() ? "" : addresses.getFirst());
      case "status.podIPs" -> Optional.of(String.join(",", addresses));
      default -> Optional.empty();
    };
  }

  /** The value of a request or limit; limits that are not set are the node's capacity. */
  public static String resource(
      Container container, ResourceFieldSelector selector, NodeCapacity node) {
    var resource = selector.getResource();
    int dot = resource.indexOf('.');
    var name = resource.substring(dot + 1);
    boolean limit = resource.startsWith("limits.");
    var value =
        limit
            ? Amounts.limit(container, name).or(() -> capacity(name, node))
            : Amounts.request(container, name).or(() -> Amounts.limit(container, name));
    var amount = value.map(Quantity::getNumericalAmount).orElse(BigDecimal.ZERO);
    var divisor = divisor(selector.getDivisor());
    return amount.divide(divisor, 0, RoundingMode.CEILING).toPlainString();
  }

  private static BigDecimal divisor(@Nullable Quantity divisor) {
    var amount = divisor == null ? BigDecimal.ONE : divisor.getNumericalAmount();
    return amount.signum() == 0 ? BigDecimal.ONE : amount;
  }

  private static Optional<Quantity> capacity(String resource, NodeCapacity node) {
    return switch (resource) {
      case "cpu" -> Optional.of(new Quantity(Integer.toString(node.cpus())));
      case "memory" -> Optional.of(new Quantity(Long.toString(node.memory())));
      case "ephemeral-storage" -> Optional.of(new Quantity(Long.toString(node.ephemeralStorage())));
      default -> Optional.empty();
    };
  }

  private static String key(String path) {
    return path.substring(path.indexOf('\'') + 1, path.length() - 2);
  }

  private static String entry(@Nullable Map<String, String> map, String key) {
    return map == null ? "" : text(map.get(key));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  /** One line per entry, ordered by key, values quoted. */
  private static String lines(@Nullable Map<String, String> map) {
    var lines = new StringBuilder();
    new TreeMap<>(map == null ? Map.of() : map)
        .forEach((key, value) -> {
          lines.append(lines.isEmpty() ? "" : "\n");
          lines.append(key).append("=\"").append(escaped(value)).append('"');
        });
    return lines.toString();
  }

  private static String escaped(String value) {
    var result = new StringBuilder();
    value
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '"' -> result.append("\\\"");
            case '\\' -> result.append("\\\\");
            case '\n' -> result.append("\\n");
            case '\r' -> result.append("\\r");
            case '\t' -> result.append("\\t");
            default -> result.appendCodePoint(c);
          }
        });
    return result.toString();
  }
}
