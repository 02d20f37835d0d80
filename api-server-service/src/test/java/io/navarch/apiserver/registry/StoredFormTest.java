package io.navarch.apiserver.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How objects are encoded for the store. */
class StoredFormTest {

  @Test
  void putsTheRevisionIntoTheMetadataAndKindAndVersionFirst() {
    var object =
        read(
            """
            {"data": {"resourceVersion": ""}, "metadata": {"name": "a", "uid": "u", "labels": {}},
             "apiVersion": "v1", "kind": "ConfigMap"}
            """);

    var json = new String(StoredForm.encode(object).at(42), StandardCharsets.UTF_8);

    assertThat(json)
        .isEqualTo(
            "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"a\",\"uid\":\"u\","
                + "\"resourceVersion\":\"42\",\"labels\":{}},\"data\":{\"resourceVersion\":\"\"}}");
    assertThat(json).startsWith(StoredForm.prefix("ConfigMap", "v1"));
  }

  @Test
  void replacesTheRevisionThatWasThere() {
    var object =
        read("{\"kind\":\"X\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"7\"}}");

    assertThat(new String(StoredForm.encode(object).at(8), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"kind\":\"X\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"8\"}}");
  }

  @Test
  void ordersTheMetadataAsUpstream() {
    var object =
        read(
            """
            {"kind": "X", "apiVersion": "v1", "metadata": {
              "managedFields": [], "labels": {}, "finalizers": ["a/b"], "annotations": {},
              "uid": "u", "generation": 2, "creationTimestamp": "t", "namespace": "n",
              "ownerReferences": [], "generateName": "g", "name": "a", "resourceVersion": "7"}}
            """);

    var json = (ObjectNode) JsonMapper.shared().readTree(StoredForm.encode(object).at(8));
    var unstored = (ObjectNode) JsonMapper.shared().readTree(StoredForm.encodeUnstored(object));

    assertThat(json.path("metadata").propertyNames())
        .containsExactly(
            "name",
            "generateName",
            "namespace",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "labels",
            "annotations",
            "ownerReferences",
            "finalizers",
            "managedFields")
        .containsExactlyElementsOf(unstored.path("metadata").propertyNames());
    assertThat(json.at("/metadata/resourceVersion").asString()).isEqualTo("8");
    assertThat(unstored.at("/metadata/resourceVersion").asString()).isEqualTo("7");
  }

  private static ObjectNode read(String json) {
    return (ObjectNode) JsonMapper.shared().readTree(json);
  }
}
