package io.navarch.apiserver.admission.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.registry.ResourceLaw;
import io.navarch.apiserver.validation.FieldErrors;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Which policies and bindings may be written. */
class PolicyLawTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String RULES =
      "'matchConstraints': {'resourceRules': [{'apiGroups': [''], 'apiVersions': ['v1'],"
          + " 'operations': ['CREATE'], 'resources': ['pods']}]}";
  private final Expressions expressions = new Expressions();

  @Test
  void refusesValidatingPoliciesThatCannotWork() {
    var law = new ValidatingPolicyResource(expressions);
    assertThat(problems(law, RULES + ", 'validations': [{'expression': 'object.a == 1'}]"))
        .isEmpty();
    assertThat(problems(law, "'failurePolicy': 'Xx', 'validations': [{'expression': ''}]"))
        .containsExactly(
            "spec.matchConstraints: Required value",
            "spec.failurePolicy: Unsupported value: \"Xx\": supported values: \"Fail\", \"Ignore\"",
            "spec.validations[0].expression: Required value: expression is not specified");
    assertThat(
            problems(
                law,
                RULES
                    + ", 'variables': [{'name': 'a', 'expression': '1'}, {'name': 'a', 'expression':"
                    + " '1'}], 'validations': [{'expression': 'variables.a', 'reason': 'Foo'}]"))
        .containsExactly(
            "spec.variables[1].name: Duplicate value: \"a\"",
            "spec.validations[0].expression: Invalid value: \"variables.a\": must evaluate to bool"
                + " but got int",
            "spec.validations[0].reason: Unsupported value: \"Foo\": supported values:"
                + " \"Forbidden\", \"Invalid\", \"RequestEntityTooLarge\", \"Unauthorized\"");
  }

  @Test
  void refusesMutatingPoliciesThatCannotWork() {
    var law = new MutatingPolicyResource(expressions);
    assertThat(
            problems(
                law,
                RULES
                    + ", 'mutations': [{'patchType': 'ApplyConfiguration', 'applyConfiguration':"
                    + " {'expression': '1'}}, {'patchType': 'JSONPatch'}, {'patchType': 'Foo'}]"))
        .containsExactly(
            "spec.mutations[0].applyConfiguration.expression: Invalid value: \"1\": must evaluate"
                + " to Object but got int",
            "spec.mutations[1].jsonPatch: Required value: must be specified when patchType is"
                + " JSONPatch",
            "spec.mutations[2].patchType: Unsupported value: \"Foo\": supported values:"
                + " \"ApplyConfiguration\", \"JSONPatch\"",
            "spec.reinvocationPolicy: Required value");
  }

  @Test
  void refusesBindingsThatContradictThemselves() {
    var law = new ValidatingBindingResource(expressions);
    assertThat(problems(law, "'policyName': 'p', 'validationActions': ['Deny', 'Audit']"))
        .isEmpty();
    assertThat(
            problems(
                law,
                "'validationActions': ['Deny', 'Warn'], 'paramRef': {'name': 'a', 'selector': {},"
                    + " 'parameterNotFoundAction': 'Allow'}"))
        .hasSize(4)
        .contains("spec.policyName: Required value");
  }

  private static List<String> problems(ResourceLaw law, String spec) {
    var errors = new FieldErrors();
    law.validate(
        (ObjectNode) JSON.readTree("{\"spec\": {%s}}".formatted(spec.replace('\'', '"'))), errors);
    return errors.causes().stream().map(c -> c.field() + ": " + c.message()).toList();
  }
}
