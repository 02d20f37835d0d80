package io.navarch.apiserver.endpoint.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the paths of printer columns find. */
class JsonPathTest {

  private static final JsonNode OBJECT =
      JsonMapper.shared()
          .readTree(
              """
              {"metadata": {"labels": {"a.b/c": "label"}},
               "spec": {"replicas": 3, "ports": [{"name": "a"}, {"name": "b"}]},
               "status": {"conditions": [{"type": "Ready", "status": "True"}, {"type": "Other"}]}}
              """);

  private static List<String> find(String path) {
    return JsonPath.of(path).find(OBJECT).stream().map(v -> v.asString("")).toList();
  }

  @Test
  void membersAndElementsAreFound() {
    assertThat(find(".spec.replicas")).containsExactly("3");
    assertThat(find(".spec.ports[1].name")).containsExactly("b");
    assertThat(find(".spec.ports[-1].name")).containsExactly("b");
    assertThat(find(".spec.ports[*].name")).containsExactly("a", "b");
  }

  @Test
  void keysWithDotsAreQuotedOrEscaped() {
    assertThat(find(".metadata.labels['a.b/c']")).containsExactly("label");
    assertThat(find(".metadata.labels.a\\.b/c")).containsExactly("label");
  }

  @Test
  void elementsAreChosenByAMember() {
    assertThat(find(".status.conditions[?(@.type==\"Ready\")].status")).containsExactly("True");
  }

  @Test
  void whatIsMissingOrNoPathFindsNothing() {
    assertThat(find(".spec.nothing.at.all")).isEmpty();
    assertThat(find(".spec[?(")).isEmpty();
  }
}
