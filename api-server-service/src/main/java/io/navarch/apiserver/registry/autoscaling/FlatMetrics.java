package io.navarch.apiserver.registry.autoscaling;

import lombok.RequiredArgsConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Metrics as {@code autoscaling/v1} keeps them in annotations: what is wanted, or measured, stands
 * beside the name and not in a member of its own. Used for the two members alike.
 */
@RequiredArgsConstructor
final class FlatMetrics {

  /** What is wanted. */
  static final FlatMetrics WANTED = new FlatMetrics("target");

  /** What is measured. */
  static final FlatMetrics MEASURED = new FlatMetrics("current");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String member;

  /** From the form of {@code autoscaling/v2}. */
  ArrayNode flatten(JsonNode metrics) {
    var result = JSON.arrayNode();
    for (var metric : metrics) {
      var type = metric.path("type").asString("");
      var flat = result.addObject().put("type", type);
      var source = source(type);
      flat.set(source, flatten(metric.path(source), source));
    }
    return result;
  }

  private ObjectNode flatten(JsonNode source, String name) {
    var flat = JSON.objectNode();
    copy(source, "name", flat, "name");
    copy(source, "container", flat, "container");
    copy(source, "describedObject", flat, "target");
    copy(source.path("metric"), "name", flat, "metricName");
    copy(source.path("metric"), "selector", flat, selector(name));
    var amounts = source.path(member);
    copy(amounts, "value", flat, member + "Value");
    copy(amounts, "averageValue", flat, average(name));
    copy(amounts, "averageUtilization", flat, member + "AverageUtilization");
    return flat;
  }

  /** To the form of {@code autoscaling/v2}. */
  ArrayNode raise(JsonNode metrics) {
    var result = JSON.arrayNode();
    for (var metric : metrics) {
      var type = metric.path("type").asString("");
      var raised = result.addObject().put("type", type);
      var source = source(type);
      raised.set(source, raise(metric.path(source), source));
    }
    return result;
  }

  private ObjectNode raise(JsonNode flat, String name) {
    var source = JSON.objectNode();
    copy(flat, "name", source, "name");
    copy(flat, "container", source, "container");
    copy(flat, "target", source, "describedObject");
    if (flat.has("metricName")) {
      var metric = source.putObject("metric");
      copy(flat, "metricName", metric, "name");
      copy(flat, selector(name), metric, "selector");
    }
    var amounts = source.putObject(member);
    copy(flat, member + "Value", amounts, "value");
    copy(flat, average(name), amounts, "averageValue");
    copy(flat, member + "AverageUtilization", amounts, "averageUtilization");
    if (member.equals("target")) {
      amounts.put("type", type(amounts));
    }
    return source;
  }

  private static String type(ObjectNode amounts) {
    if (amounts.has("averageUtilization")) {
      return "Utilization";
    }
    return amounts.has("averageValue") ? "AverageValue" : "Value";
  }

  private String average(String source) {
    return source.equals("object") ? "averageValue" : member + "AverageValue";
  }

  private static String selector(String source) {
    return source.equals("external") ? "metricSelector" : "selector";
  }

  private static String source(String type) {
    return type.isEmpty() ? "" : Character.toLowerCase(type.charAt(0)) + type.substring(1);
  }

  private static void copy(JsonNode from, String name, ObjectNode to, String as) {
    var value = from.get(name);
    if (value != null) {
      to.set(as, value);
    }
  }
}
