package io.navarch.apiserver.endpoint.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.schema.source.BuiltInCatalogue;
import java.util.HashSet;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the documents say of the kinds of Kubernetes itself. */
class DocumentsTest {

  private static final SortedMap<String, ObjectNode> DOCUMENTS =
      new Documents(BuiltInCatalogue.load(), _ -> true).all();
  private static final String CORE = "io.k8s.api.core.v1.";

  @Test
  void hasOneDocumentForEachVersionAndGroup() {
    assertThat(DOCUMENTS).containsKeys("api", "api/v1", "apis", "apis/apps", "apis/apps/v1");
  }

  @Test
  void saysHowContainersMerge() {
    var containers = schema("api/v1", CORE + "PodSpec").at("/properties/containers");

    assertThat(containers.path("type").asString()).isEqualTo("array");
    assertThat(containers.path("x-kubernetes-patch-merge-key").asString()).isEqualTo("name");
    assertThat(containers.path("x-kubernetes-patch-strategy").asString()).isEqualTo("merge");
    assertThat(containers.path("x-kubernetes-list-type").asString()).isEqualTo("map");
    assertThat(containers.at("/x-kubernetes-list-map-keys/0").asString()).isEqualTo("name");
    assertThat(containers.at("/items/allOf/0/$ref").asString())
        .isEqualTo("#/components/schemas/" + CORE + "Container");
    assertThat(containers.at("/items/default").isObject()).isTrue();
  }

  @Test
  void leavesAReferenceBareThatStandsAlone() {
    var limits = schema("api/v1", CORE + "ResourceRequirements").at("/properties/limits");

    assertThat(limits.path("additionalProperties").propertyNames()).containsExactly("$ref");
  }

  @Test
  void offersFieldValidationForEveryWayToWrite() {
    var paths = DOCUMENTS.get("apis/apps/v1").path("paths");
    var path = "/apis/apps/v1/namespaces/{namespace}/deployments";

    assertThat(names(paths.path(path).path("post")))
        .containsExactly("dryRun", "fieldManager", "fieldValidation");
    var patch = paths.path(path + "/{name}").path("patch");
    assertThat(names(patch)).containsExactly("dryRun", "fieldManager", "fieldValidation", "force");
    assertThat(patch.path("operationId").asString()).isEqualTo("patchAppsV1NamespacedDeployment");
    assertThat(patch.at("/x-kubernetes-group-version-kind/kind").asString())
        .isEqualTo("Deployment");
    assertThat(patch.path("x-kubernetes-action").asString()).isEqualTo("patch");
  }

  @Test
  void refersOnlyToSchemasOfTheSameDocument() {
    var dangling = new HashSet<String>();
    DOCUMENTS.forEach((path, document) -> {
      for (var found : document.findValues("$ref")) {
        // a type of apiextensions has a property of this name
        if (found.isString() && document.at(found.asString().substring(1)).isMissingNode()) {
          dangling.add(path + " " + found.asString());
        }
      }
    });

    assertThat(dangling).isEmpty();
  }

  @Test
  void namesKindsOfOptionsForTheVersionOfTheDocumentOnly() {
    var kinds =
        schema("apis/policy/v1", "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions")
            .path("x-kubernetes-group-version-kind");

    assertThat(kinds.valueStream().map(kind -> kind.path("group").asString()))
        .containsExactly("", "policy");
  }

  private static JsonNode schema(String document, String type) {
    return DOCUMENTS.get(document).path("components").path("schemas").path(type);
  }

  private static Iterable<String> names(JsonNode operation) {
    return operation.path("parameters").valueStream().map(p -> p.path("name").asString()).toList();
  }
}
