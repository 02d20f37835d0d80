package io.navarch.apiserver.endpoint.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.schema.Catalogue;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.source.BuiltInCatalogue;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Discovery says what the catalogue holds, in the order and the form of the reference. */
class DiscoveryTest {

  private static final Catalogue CATALOGUE = BuiltInCatalogue.load();

  @Test
  void listsGroupsWithThePreferredVersionFirst() {
    var groups = LegacyDiscovery.groups(CATALOGUE).path("groups");

    assertThat(groups.valueStream().map(g -> g.path("name").asString()).limit(3))
        .containsExactly("apiregistration.k8s.io", "apps", "events.k8s.io");
    var autoscaling = LegacyDiscovery.group(CATALOGUE, "autoscaling").orElseThrow();
    assertThat(autoscaling.at("/preferredVersion/groupVersion").asString())
        .isEqualTo("autoscaling/v2");
    assertThat(LegacyDiscovery.group(CATALOGUE, "none.example")).isEmpty();
  }

  @Test
  void listsResourcesByName() {
    var apps =
        LegacyDiscovery.resources(CATALOGUE, new GroupVersion("apps", "v1"))
            .orElseThrow()
            .path("resources");

    assertThat(apps.valueStream().map(r -> r.path("name").asString()).limit(4))
        .containsExactly("controllerrevisions", "daemonsets", "daemonsets/status", "deployments");
    var scale = find(apps, "name", "deployments/scale");
    assertThat(scale)
        .hasToString(
            "{\"name\":\"deployments/scale\",\"singularName\":\"\",\"namespaced\":true,"
                + "\"group\":\"autoscaling\",\"version\":\"v1\",\"kind\":\"Scale\","
                + "\"verbs\":[\"get\",\"patch\",\"update\"]}");
  }

  @Test
  void aggregatesGroupsVersionsAndSubresources() {
    var core = AggregatedDiscovery.list(CATALOGUE, true);
    var rest = AggregatedDiscovery.list(CATALOGUE, false);

    assertThat(core.path("items")).hasSize(1);
    assertThat(core.at("/items/0/metadata")).isEmpty();
    assertThat(rest.path("items")).hasSize(20);
    var pods = find(core.at("/items/0/versions/0/resources"), "resource", "pods");
    assertThat(pods.path("shortNames").path(0).asString()).isEqualTo("po");
    assertThat(find(pods.path("subresources"), "subresource", "eviction").path("responseKind"))
        .hasToString("{\"group\":\"policy\",\"version\":\"v1\",\"kind\":\"Eviction\"}");
  }

  private static JsonNode find(JsonNode array, String key, String value) {
    return array
        .valueStream()
        .filter(e -> e.path(key).asString().equals(value))
        .findFirst()
        .orElseThrow();
  }
}
