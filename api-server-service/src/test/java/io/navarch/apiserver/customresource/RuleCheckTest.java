package io.navarch.apiserver.customresource;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.request.FieldCause;
import io.navarch.apiserver.validation.FieldErrors;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the rules of a schema say of objects and changes. */
class RuleCheckTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final JsonNode SCHEMA =
      JSON.readTree(
          """
          {"type": "object",
           "x-kubernetes-validations": [{"rule": "self.metadata.name != 'bad'", "message": "bad name"}],
           "properties": {"spec": {"type": "object",
             "x-kubernetes-validations": [
               {"rule": "self.num > 1"},
               {"rule": "self.num > 2", "message": "too few", "reason": "FieldValueForbidden", "fieldPath": ".num"},
               {"rule": "self.num > 3", "messageExpression": "'only %d'.format([self.num])", "reason": "FieldValueRequired"},
               {"rule": "self.num >= oldSelf.num", "message": "no less"},
               {"rule": "oldSelf.hasValue() || self.num < 100", "optionalOldSelf": true, "message": "begin small"},
               {"rule": "!has(self.time) || self.time < timestamp('2020-01-01T00:00:00Z')"},
               {"rule": "!has(self.x__dash__y) || self.x__dash__y >= 0"}],
             "properties": {
               "num": {"type": "integer"},
               "time": {"type": "string", "format": "date-time"},
               "x-y": {"type": "integer", "x-kubernetes-validations": [{"rule": "self > 1"}]},
               "map": {"type": "object", "additionalProperties": {"type": "string",
                 "x-kubernetes-validations": [{"rule": "self != 'z'"}]}},
               "ports": {"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
                 "items": {"type": "object",
                   "x-kubernetes-validations": [{"rule": "self.port == oldSelf.port", "message": "fixed"}],
                   "properties": {"name": {"type": "string"}, "port": {"type": "integer"}}}}}}}}
          """);

  private final RuleTree rules = RuleTree.of(SCHEMA, new Expressions());

  @Test
  void grantsWhatKeepsTheRules() {
    assertThat(problems("a", "{'num': 10, 'time': '2019-01-01T00:00:00Z', 'x-y': 2}")).isEmpty();
  }

  @Test
  void tellsEveryBrokenRule() {
    assertThat(
            problems(
                "bad", "{'num': 1, 'x-y': -1, 'map': {'k': 'z'}, 'time': '2021-01-01T00:00:00Z'}"))
        .containsExactly(
            "<nil>: Invalid value: bad name",
            "spec: Invalid value: failed rule: self.num > 1",
            "spec.num: Forbidden: too few",
            "spec: Required value: only 1",
            "spec: Invalid value: failed rule: !has(self.time) || self.time <"
                + " timestamp('2020-01-01T00:00:00Z')",
            "spec: Invalid value: failed rule: !has(self.x__dash__y) || self.x__dash__y >= 0",
            "spec.x-y: Invalid value: -1: failed rule: self > 1",
            "spec.map[k]: Invalid value: \"z\": failed rule: self != 'z'");
  }

  @Test
  void comparesWithWhatWasBefore() {
    assertThat(problems("a", "{'num': 5}", "{'num': 10}"))
        .containsExactly("spec: Invalid value: no less");
    assertThat(problems("a", "{'num': 200}", "{'num': 10}")).isEmpty();
    assertThat(problems("a", "{'num': 200}")).containsExactly("spec: Invalid value: begin small");
  }

  @Test
  void findsTheItemsOfAListByTheirKeys() {
    assertThat(
            problems(
                "a",
                "{'num': 9, 'ports': [{'name': 'new', 'port': 1}, {'name': 'b', 'port': 3}]}",
                "{'num': 9, 'ports': [{'name': 'b', 'port': 2}]}"))
        .containsExactly("spec.ports[1]: Invalid value: fixed");
  }

  @Test
  void leavesAloneWhatDidNotChange() {
    assertThat(problems("a", "{'num': 5, 'x-y': -1, 'map': {'a': 'b'}}", "{'num': 4, 'x-y': -1}"))
        .containsExactly(
            "spec: Invalid value: failed rule: !has(self.x__dash__y) || self.x__dash__y >= 0");
  }

  @Test
  void saysWhichRuleHasNoAnswer() {
    assertThat(problems("a", "{}"))
        .contains(
            "spec: Invalid value: \"object\": no such key: num evaluating rule: self.num > 1",
            "spec: Invalid value: \"object\": no such key: num evaluating rule: too few");
  }

  @Test
  void waitsUntilTheShapeIsRight() {
    var found = new FieldErrors();
    found.required("spec.num", "");
    var errors = new FieldErrors();
    RuleCheck.check(rules, object("bad", "{}"), Optional.empty(), found, errors);
    assertThat(errors.causes())
        .singleElement()
        .extracting(FieldCause::message)
        .asString()
        .contains("some validation rules were not checked because the object was invalid");
  }

  private List<String> problems(String name, String spec, String... before) {
    var errors = new FieldErrors();
    var old =
        before.length == 0 ? Optional.<ObjectNode>empty() : Optional.of(object(name, before[0]));
    RuleCheck.check(rules, object(name, spec), old, new FieldErrors(), errors);
    return errors.causes().stream().map(c -> c.field() + ": " + c.message()).toList();
  }

  private static ObjectNode object(String name, String spec) {
    return (ObjectNode)
        JSON.readTree(
            "{\"metadata\": {\"name\": \"%s\"}, \"spec\": %s}"
                .formatted(name, spec.replace('\'', '"')));
  }
}
