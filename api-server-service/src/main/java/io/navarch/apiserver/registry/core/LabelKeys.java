package io.navarch.apiserver.registry.core;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the values that a new Pod has under the label keys of its affinities and spread
 * constraints into their selectors (KEP-3633, KEP-3243). Pure.
 */
final class LabelKeys {

  private LabelKeys() {}

  static ObjectNode merged(ObjectNode pod) {
    var labels = pod.path("metadata").path("labels");
    var spec = pod.path("spec");
    Stream.of("podAffinity", "podAntiAffinity")
        .map(spec.path("affinity")::path)
        .flatMap(LabelKeys::terms)
        .forEach(term -> {
          add(term, "matchLabelKeys", "In", labels);
          add(term, "mismatchLabelKeys", "NotIn", labels);
        });
    spec.path("topologySpreadConstraints")
        .forEach(constraint -> add(constraint, "matchLabelKeys", "In", labels));
    return pod;
  }

  private static Stream<JsonNode> terms(JsonNode affinity) {
    return Stream.concat(
        affinity.path("requiredDuringSchedulingIgnoredDuringExecution").valueStream(),
        affinity
            .path("preferredDuringSchedulingIgnoredDuringExecution")
            .valueStream()
            .map(weighted -> weighted.path("podAffinityTerm")));
  }

  private static void add(JsonNode term, String keys, String operator, JsonNode labels) {
    if (!(term.get("labelSelector") instanceof ObjectNode selector)) {
      return;
    }
    for (var key : term.path(keys)) {
      var value = labels.path(key.asString(""));
      if (value.isString()) {
        selector
            .withArrayProperty("matchExpressions")
            .addObject()
            .put("key", key.asString(""))
            .put("operator", operator)
            .set("values", selector.arrayNode().add(value.asString("")));
      }
    }
  }
}
