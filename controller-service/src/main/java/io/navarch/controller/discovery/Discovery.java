package io.navarch.controller.discovery;

import io.navarch.client.transport.ApiClient;
import io.navarch.client.transport.ResourceType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Asks the API for its resources, in one request for each of its two roots. */
@Component
@RequiredArgsConstructor
public class Discovery {

  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

  private final ApiClient api;

  /** All resources, each in the preferred version that has it; sub-resources are left out. */
  public Discovered discover() {
    Map<String, ApiResource> resources = new LinkedHashMap<>();
    List<String> failed = new ArrayList<>();
    for (var root : List.of("/api", "/apis")) {
      for (var group : api.raw(root, AGGREGATED).path("items")) {
        var name = group.path("metadata").path("name").asString("");
        for (var version : group.path("versions")) {
          read(name, version, resources, failed);
        }
      }
    }
    return new Discovered(List.copyOf(resources.values()), failed);
  }

  private static void read(
      String group, JsonNode version, Map<String, ApiResource> resources, List<String> failed) {
    var versionName = version.path("version").asString("");
    if (version.path("freshness").asString("").equals("Stale")) {
      failed.add(group.isEmpty() ? versionName : group + "/" + versionName);
    }
    for (var resource : version.path("resources")) {
      var plural = resource.path("resource").asString("");
      Set<String> verbs = new HashSet<>();
      resource.path("verbs").forEach(verb -> verbs.add(verb.asString("")));
      var kind = resource.path("responseKind").path("kind").asString("");
      var namespaced = resource.path("scope").asString("").equals("Namespaced");
      resources.putIfAbsent(
          group + "/" + plural,
          new ApiResource(
              ResourceType.generic(group, versionName, plural, kind, namespaced), verbs));
    }
  }
}
