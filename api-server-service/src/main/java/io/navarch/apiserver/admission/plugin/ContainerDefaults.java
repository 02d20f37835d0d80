package io.navarch.apiserver.admission.plugin;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fills in what a container leaves open, and tells what it filled in. */
final class ContainerDefaults {

  private ContainerDefaults() {}

  static void fill(ObjectNode container, List<JsonNode> limits, String what, List<String> words) {
    var requests = fill(container, limits, "requests", "defaultRequest");
    var maximums = fill(container, limits, "limits", "default");
    var name = container.path("name").asString("");
    tell(words, requests, "request", what, name);
    tell(words, maximums, "limit", what, name);
  }

  private static void tell(
      List<String> words, Set<String> filled, String sort, String what, String name) {
    if (!filled.isEmpty()) {
      words.add("%s %s for %s %s".formatted(String.join(", ", filled), sort, what, name));
    }
  }

  private static Set<String> fill(
      ObjectNode container, List<JsonNode> limits, String field, String source) {
    var filled = new TreeSet<String>();
    for (var limit : limits) {
      limit
          .path(source)
          .forEachEntry((resource, amount) -> {
            if (!container.path("resources").path(field).has(resource)) {
              PodTrees.object(PodTrees.object(container, "resources"), field).set(resource, amount);
              filled.add(resource);
            }
          });
    }
    return filled;
  }
}
