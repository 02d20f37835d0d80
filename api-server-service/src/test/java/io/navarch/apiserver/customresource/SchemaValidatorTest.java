package io.navarch.apiserver.customresource;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.validation.FieldErrors;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What schemas refuse, in upstream's words. */
class SchemaValidatorTest {

  private static final String SCHEMA =
      """
      {"type": "object", "required": ["spec"], "properties": {"spec": {
        "type": "object",
        "required": ["image"],
        "properties": {
          "image": {"type": "string", "minLength": 2, "maxLength": 5, "pattern": "^[a-z]+$"},
          "replicas": {"type": "integer", "minimum": 1, "maximum": 10},
          "color": {"type": "string", "enum": ["red", "green"]},
          "since": {"type": "string", "format": "date-time", "nullable": true},
          "port": {"x-kubernetes-int-or-string": true},
          "ports": {"type": "array", "maxItems": 2, "x-kubernetes-list-type": "map",
            "x-kubernetes-list-map-keys": ["name"],
            "items": {"type": "object", "properties": {"name": {"type": "string"}}}},
          "tags": {"type": "array", "x-kubernetes-list-type": "set", "items": {"type": "string"}},
          "one": {"type": "object", "oneOf": [{"required": ["a"]}, {"required": ["b"]}],
            "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}
        }}}}
      """;

  private static List<String> errors(String spec) {
    var json = JsonMapper.shared();
    var errors = new FieldErrors();
    var object = (ObjectNode) json.readTree("{\"metadata\": {}, \"spec\": %s}".formatted(spec));
    new SchemaValidator(errors, new Patterns()).validateObject(object, json.readTree(SCHEMA));
    return errors.causes().stream().map(c -> c.field() + ": " + c.message()).toList();
  }

  @Test
  void whatFitsIsAllowed() {
    assertThat(
            errors(
                """
                {"image": "abc", "replicas": 3, "color": "red", "since": null, "port": "http",
                 "ports": [{"name": "a"}, {"name": "b"}], "tags": ["x", "y"], "one": {"a": "1"}}
                """))
        .isEmpty();
  }

  @Test
  void aMissingFieldIsNamed() {
    assertThat(errors("{}")).containsExactly("spec.image: Required value");
  }

  @Test
  void aValueOfAnotherTypeIsRefused() {
    assertThat(errors("{\"image\": \"abc\", \"replicas\": \"three\"}"))
        .containsExactly(
            "spec.replicas: Invalid value: \"string\": spec.replicas in body must be of type"
                + " integer: \"string\"");
  }

  @Test
  void limitsOfNumbersAndTextsHold() {
    assertThat(errors("{\"image\": \"abc\", \"replicas\": 11}"))
        .containsExactly(
            "spec.replicas: Invalid value: 11: spec.replicas in body should be less than or equal"
                + " to 10");
    assertThat(errors("{\"image\": \"a\"}"))
        .containsExactly(
            "spec.image: Invalid value: \"a\": spec.image in body should be at least 2 chars long");
    assertThat(errors("{\"image\": \"A1\"}"))
        .containsExactly(
            "spec.image: Invalid value: \"A1\": spec.image in body should match '^[a-z]+$'");
    assertThat(errors("{\"image\": \"abc\", \"color\": \"blue\"}"))
        .containsExactly(
            "spec.color: Unsupported value: \"blue\": supported values: \"red\", \"green\"");
  }

  @Test
  void formatsAreLookedAt() {
    assertThat(errors("{\"image\": \"abc\", \"since\": \"yesterday\"}"))
        .containsExactly(
            "spec.since: Invalid value: \"yesterday\": spec.since in body must be of type"
                + " date-time: \"yesterday\"");
  }

  @Test
  void elementsOfSetsAndMapsAreThereOnce() {
    assertThat(errors("{\"image\": \"abc\", \"tags\": [\"x\", \"x\"]}"))
        .containsExactly("spec.tags[1]: Duplicate value: \"x\"");
    assertThat(errors("{\"image\": \"abc\", \"ports\": [{\"name\": \"a\"}, {\"name\": \"a\"}]}"))
        .containsExactly("spec.ports[1]: Duplicate value: {\"name\":\"a\"}");
  }

  @Test
  void ofAlternativesOneMustHold() {
    assertThat(errors("{\"image\": \"abc\", \"one\": {}}"))
        .containsExactly(
            "spec.one: Invalid value: \"\": \"spec.one\" must validate one and only one schema"
                + " (oneOf). Found none valid");
  }
}
