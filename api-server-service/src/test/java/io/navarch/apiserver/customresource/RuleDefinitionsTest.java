package io.navarch.apiserver.customresource;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.validation.FieldErrors;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Which rules a definition may bring. */
class RuleDefinitionsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void refusesWhatIsWrittenWrongly() {
    assertThat(
            problems(
                "{'rule': ''}, {'rule': 'true', 'message': 'a\\nb'}, {'rule': 'true', 'reason': 'Foo'},"
                    + " {'rule': 'true', 'fieldPath': '.spec.nope'}, {'rule': 'true', 'fieldPath':"
                    + " '.spec.num'}"))
        .containsExactly(
            "S.x-kubernetes-validations[0].rule: Required value: rule is not specified",
            "S.x-kubernetes-validations[1].message: Invalid value: \"a\\nb\": must not contain line"
                + " breaks",
            "S.x-kubernetes-validations[2].reason: Unsupported value: \"Foo\": supported values:"
                + " \"FieldValueDuplicate\", \"FieldValueForbidden\", \"FieldValueInvalid\","
                + " \"FieldValueRequired\"",
            "S.x-kubernetes-validations[3].fieldPath: Invalid value: \".spec.nope\": must be a"
                + " valid path");
  }

  @Test
  void refusesWhatMeansNothing() {
    assertThat(
            problems(
                "{'rule': 'self.spec.num'}, {'rule': 'true', 'messageExpression': '1'},"
                    + " {'rule': 'true', 'optionalOldSelf': true}"))
        .containsExactly(
            "S.x-kubernetes-validations[0].rule: Invalid value:"
                + " {\"Rule\":\"self.spec.num\",\"Message\":\"\",\"MessageExpression\":\"\",\"Reason\":null,\"FieldPath\":\"\",\"OptionalOldSelf\":null}:"
                + " cel expression must evaluate to a bool",
            "S.x-kubernetes-validations[1].messageExpression: Invalid value:"
                + " {\"Rule\":\"true\",\"Message\":\"\",\"MessageExpression\":\"1\",\"Reason\":null,\"FieldPath\":\"\",\"OptionalOldSelf\":null}:"
                + " messageExpression must evaluate to a string",
            "S.x-kubernetes-validations[2].optionalOldSelf: Invalid value: true: may not be set if"
                + " oldSelf is not used in rule");
    assertThat(problems("{'rule': 'self.nope == 1'}"))
        .singleElement()
        .asString()
        .contains("compilation failed: ERROR: <input>:1:5: undefined field 'nope'");
  }

  @Test
  void refusesToCompareItemsThatCannotBeFoundAgain() {
    var schema =
        """
        {'type': 'object', 'properties': {'list': {'type': 'array', 'items': {'type': 'integer',
         'x-kubernetes-validations': [{'rule': 'self == oldSelf'}]}}}}
        """;
    var errors = new FieldErrors();
    new RuleDefinitions(new Expressions(), errors)
        .check(JSON.readTree(schema.replace('\'', '"')), "S");
    assertThat(errors.causes())
        .singleElement()
        .extracting(c -> c.field() + ": " + c.message())
        .isEqualTo(
            "S.properties[list].items.x-kubernetes-validations[0].rule: Invalid value: \"self =="
                + " oldSelf\": oldSelf cannot be used on the uncorrelatable portion of the schema"
                + " within S.properties[list]");
  }

  private static List<String> problems(String rules) {
    var schema =
        """
        {'type': 'object', 'x-kubernetes-validations': [%s],
         'properties': {'spec': {'type': 'object', 'properties': {'num': {'type': 'integer'}}}}}
        """
            .formatted(rules);
    var errors = new FieldErrors();
    new RuleDefinitions(new Expressions(), errors)
        .check(JSON.readTree(schema.replace('\'', '"')), "S");
    return errors.causes().stream().map(c -> c.field() + ": " + c.message()).toList();
  }
}
