package io.navarch.apiserver.admission.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.cel.Expressions;
import io.navarch.schema.source.BuiltInCatalogue;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What the types of kinds say of expressions. */
class TypeCheckTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void warnsOfFieldsThatTheKindDoesNotHave() {
    var spec =
        JSON.readTree(
            """
            {"matchConstraints": {"resourceRules": [{"apiGroups": ["apps"], "apiVersions": ["v1"],
               "operations": ["CREATE"], "resources": ["deployments"]}]},
             "variables": [{"name": "replicas", "expression": "object.spec.replicas"}],
             "validations": [
               {"expression": "variables.replicas > 1 && object.metadata.namespace != ''"},
               {"expression": "object.spec.replicas > '1'"},
               {"expression": "object.nope > 1", "messageExpression": "object.spec.other"}]}
            """);
    var warnings = new TypeCheck(new Expressions(), BuiltInCatalogue.load()).warnings(spec);
    assertThat(warnings)
        .containsOnlyKeys(
            "spec.validations[1].expression",
            "spec.validations[2].expression",
            "spec.validations[2].messageExpression");
    assertThat(warnings.get("spec.validations[2].expression"))
        .startsWith(
            """
            apps/v1, Kind=Deployment: ERROR: <input>:1:7: undefined field 'nope'
             | object.nope > 1
             | ......^\
            """);
  }
}
