package io.navarch.schema.selector;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The values of an object under the labels of field selectors. */
public final class FieldLabels {

  /** Labels that are no paths, and where the value stands. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "spec.host", "spec.nodeName",
          "status.successful", "status.succeeded",
          "source", "source.component",
          "reportingComponent", "reportingComponent",
          "reportingController", "reportingComponent",
          "status.podIPs", "status.podIPs.ip");

  /** What a field that is left out means, where that is not the empty text. */
  private static final Map<String, String> ABSENT =
      Map.of(
          "spec.unschedulable", "false",
          "spec.hostNetwork", "false",
          "status.replicas", "0",
          "status.successful", "0");

  private FieldLabels() {}

  /** The value of a label; empty text where the object has none. */
  public static String value(JsonNode object, String label) {
    var found = at(object, label);
    if (found.isEmpty()) {
      found = at(object, ALIASES.getOrDefault(label, label));
    }
    if (found.isEmpty() && label.startsWith("regarding.")) {
      found = at(object, "involvedObject" + label.substring("regarding".length()));
    }
    return found.isEmpty() ? ABSENT.getOrDefault(label, "") : found;
  }

  private static String at(JsonNode object, String path) {
    var node = object;
    for (var step : path.split("\\.", -1)) {
      node = node.isArray() ? node.path(0).path(step) : node.path(step);
    }
    return node.isValueNode() && !node.isNull() ? node.asString() : "";
  }
}
