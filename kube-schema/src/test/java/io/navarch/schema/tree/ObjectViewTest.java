package io.navarch.schema.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.quantity.IntOrString;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a view reads, and that it never falls over what is missing. */
class ObjectViewTest {

  private static final ObjectView POD =
      new ObjectView(
          JsonMapper.shared()
              .readTree(
                  """
                  {"apiVersion":"apps/v1","kind":"Thing","metadata":{"name":"a","labels":{"x":"1"},
                   "creationTimestamp":"2026-01-02T03:04:05Z",
                   "ownerReferences":[{"kind":"B"},{"kind":"C","controller":true}]},
                   "spec":{"port":8080,"percent":"25%","memory":"1Gi","since":"2026-01-02T03:04:05.000001Z"},
                   "status":{"conditions":[{"type":"Ready","status":"True"}]}}
                  """));

  @Test
  void readsMetadata() {
    assertThat(POD.gvk()).isEqualTo(new GroupVersionKind("apps", "v1", "Thing"));
    assertThat(POD.name()).isEqualTo("a");
    assertThat(POD.namespace()).isEmpty();
    assertThat(POD.labels()).isEqualTo(Map.of("x", "1"));
    assertThat(POD.creationTime()).isPresent();
    assertThat(POD.isTerminating()).isFalse();
    assertThat(POD.controller().orElseThrow().at("kind").text()).isEqualTo("C");
    assertThat(POD.condition("Ready").orElseThrow().at("status").text()).isEqualTo("True");
  }

  @Test
  void readsValuesWithAGrammar() {
    assertThat(POD.at("spec", "port").asIntOrString()).contains(new IntOrString.Numeric(8080));
    assertThat(POD.at("spec", "percent").asIntOrString().orElseThrow().scaled(10, true))
        .hasValue(3);
    assertThat(POD.at("spec", "memory").asQuantity().orElseThrow().value()).isEqualTo(1L << 30);
    assertThat(POD.at("spec", "since").asTime()).isPresent();
  }

  @Test
  void readsNothingWhereNothingIs() {
    var nothing = POD.at("spec", "a", "b");

    assertThat(nothing.isPresent()).isFalse();
    assertThat(nothing.text("none")).isEqualTo("none");
    assertThat(nothing.items()).isEmpty();
    assertThat(nothing.asStringMap()).isEmpty();
    assertThat(nothing.asLabelSelector().matches(Map.of())).isFalse();
  }

  @Test
  void spellsPaths() {
    assertThat(FieldPath.of("spec", "containers").index(0).member("name"))
        .hasToString("spec.containers[0].name");
    assertThat(FieldPath.of("metadata", "labels").key("app")).hasToString("metadata.labels[app]");
    assertThat(FieldPath.ROOT.index(1)).hasToString("[1]");
  }
}
