package io.navarch.apiserver.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.defaulting.Defaulter;
import io.navarch.apiserver.request.FieldCause;
import io.navarch.schema.Catalogue;
import io.navarch.schema.GroupVersion;
import io.navarch.schema.GroupVersionKind;
import io.navarch.schema.source.BuiltInCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Objects that kube-apiserver 1.36.3 refused, with its causes: ours are the same. */
class RuleEngineGoldenTest {

  private static final JsonMapper JSON = new JsonMapper();

  private final Catalogue catalogue = BuiltInCatalogue.load();
  private final Defaulter defaulter = new Defaulter(catalogue);
  private final RuleEngine engine = new RuleEngine(catalogue);

  @TestFactory
  Stream<DynamicTest> refusesAsTheReference() throws IOException {
    return lines().stream()
        .map(line -> (ObjectNode) JSON.readTree(line))
        .map(c -> DynamicTest.dynamicTest(c.path("object").toString(), () -> check(c)));
  }

  private static List<String> lines() throws IOException {
    try (var in = RuleEngineGoldenTest.class.getResourceAsStream("/golden/invalid.jsonl")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  private void check(ObjectNode sample) {
    var object = (ObjectNode) sample.get("object");
    if (object.at("/metadata/annotations/x").asString("").equals("@256KiB")) {
      object.withObject("/metadata/annotations").put("x", "y".repeat(262_145));
    }
    var version = GroupVersion.parse(object.path("apiVersion").asString());
    var kind =
        catalogue
            .findKind(
                new GroupVersionKind(
                    version.group(), version.version(), object.path("kind").asString()))
            .orElseThrow();
    var errors = new FieldErrors();

    engine.validateCreate(kind, defaulter.apply(kind, object), errors);

    var expected = new ArrayList<FieldCause>();
    for (var cause : sample.path("causes")) {
      expected.add(
          new FieldCause(
              cause.path("reason").asString(),
              cause.path("message").asString(),
              cause.path("field").asString()));
    }
    assertThat(errors.causes()).containsExactlyInAnyOrderElementsOf(expected);
  }
}
