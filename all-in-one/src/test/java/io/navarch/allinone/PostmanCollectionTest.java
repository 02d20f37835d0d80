package io.navarch.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the Postman collection promises, read from its files alone. */
class PostmanCollectionTest {

  private static final Path FOLDER = Path.of("../deploy/postman");
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{(\\w+)}}");

  private JsonNode collection;
  private JsonNode environment;

  @BeforeEach
  void read() throws IOException {
    collection = json("navarch.postman_collection.json");
    environment = json("navarch.postman_environment.json");
  }

  @Test
  void isOfTheFormThatPostmanReads() {
    assertThat(collection.at("/info/schema").asString()).endsWith("/v2.1.0/collection.json");
    assertThat(requests(collection)).hasSizeGreaterThan(30);
  }

  @Test
  void checksTheAnswerOfEveryRequest() {
    assertThat(requests(collection))
        .allSatisfy(item ->
            assertThat(item.at("/event/0/script/exec/0").asString())
                .as(item.get("name").asString())
                .startsWith("pm.test('answers "));
  }

  @Test
  void usesOnlyVariablesThatSomethingSets() {
    var known = new TreeSet<String>();
    environment.get("values").forEach(v -> known.add(v.get("key").asString()));
    collection.get("variable").forEach(v -> known.add(v.get("key").asString()));

    assertThat(variables()).isNotEmpty().isSubsetOf(known);
  }

  @Test
  void carriesNoToken() {
    environment
        .get("values")
        .forEach(v -> {
          if (v.get("key").asString().equals("token")) {
            assertThat(v.get("value").asString()).isEmpty();
          }
        });
  }

  @Test
  void showsEveryKindOfPatch() {
    assertThat(requests(collection))
        .extracting(item -> item.at("/request/header/0/value").asString(""))
        .contains(
            "application/json-patch+json",
            "application/merge-patch+json",
            "application/strategic-merge-patch+json",
            "application/apply-patch+yaml");
  }

  private Set<String> variables() {
    var found = new TreeSet<String>();
    var matcher = VARIABLE.matcher(collection.toString());
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static List<JsonNode> requests(JsonNode folder) {
    var found = new ArrayList<JsonNode>();
    for (var item : folder.path("item")) {
      if (item.has("request")) {
        found.add(item);
      }
      found.addAll(requests(item));
    }
    return found;
  }

  private static JsonNode json(String file) throws IOException {
    return new JsonMapper().readTree(Files.readString(FOLDER.resolve(file)));
  }
}
