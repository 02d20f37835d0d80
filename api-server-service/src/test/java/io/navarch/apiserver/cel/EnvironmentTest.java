package io.navarch.apiserver.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.navarch.apiserver.cel.Expressions.Also;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What expressions may say and what they come to. */
class EnvironmentTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Expressions expressions = new Expressions();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "object.spec.replicas == 3",
        "object.metadata.labels['a/b'] == 'c'",
        "object.spec.list.all(x, x > 0)",
        "object.spec.list.isSorted() && object.spec.list.sum() == 6",
        "[3, 1].min() == 1 && [3, 1].max() == 3",
        "object.spec.list.indexOf(2) == 1",
        "'abc'.indexOf('b') == 1",
        "'abcd'.find('[b-c]+') == 'bc' && 'a1b2'.findAll('[0-9]') == ['1', '2']",
        "url('https://a.b:80/c?d=e').getHost() == 'a.b:80'",
        "url('https://a.b:80/c?d=e').getQuery() == {'d': ['e']}",
        "!isURL('a')",
        "quantity('1Gi') == quantity('1024Mi') && quantity('1').isLessThan(quantity('2'))",
        "quantity('500m').add(quantity('500m')).asInteger() == 1",
        "isIP('::1') && !isIP('1.2.3.04') && ip('1.2.3.4').family() == 4",
        "string(ip('0:0::1')) == '::1' && !ip.isCanonical('0:0::1')",
        "cidr('10.0.0.0/8').containsIP('10.2.3.4') && !cidr('10.0.0.0/8').containsIP('11.0.0.1')",
        "cidr('10.1.0.0/16').masked() == cidr('10.1.0.0/16') && isCIDR('10.0.0.0/8')",
        "!format.dns1123Label().validate('abc').hasValue()",
        "format.dns1123Label().validate('A').hasValue()",
        "semver('1.2.3').isLessThan(semver('1.10.0')) && isSemver('v1.2', true)",
        "[1, 2].transformList(i, v, v + i) == [1, 3]",
        "{'a': 1}.transformMap(k, v, v + 1) == {'a': 2}",
        "sets.contains([1, 2], [1])",
        "object.?none.orValue(1) == 1",
        "object[?'none'].hasValue() == false",
        "'%d of %d'.format([1, 2]) == '1 of 2'",
        "has(object.spec.replicas) && !has(object.spec.none)",
        "'replicas' in object.spec && size(object.spec.list) == 3",
        "object.spec.exists(k, k == 'list')",
        "oldObject == null",
        "request.operation == 'CREATE' && request.kind.kind == 'Widget'",
        "1 < 1.5",
        "object.spec.nothing == null",
        "duration('1h') > duration('59m') && timestamp('2020-01-01T00:00:00Z').getFullYear() == 2020"
      })
  void holds(String source) throws ExpressionException {
    assertThat(evaluate(source)).isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "object.spec.none == 1 | no such key: none",
        "1 / int(object.spec.replicas - 3) == 1 | division by zero",
        "[1][object.spec.replicas] == 1 | index out of bounds: 3",
        "object.spec + 1 == 2 | no such overload",
        "quantity('x') == quantity('1') | quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
      })
  void failsInUpstreamsWords(String source, String message) {
    assertThatThrownBy(() -> evaluate(source))
        .isInstanceOf(ExpressionException.class)
        .hasMessage(message);
  }

  @Test
  void refusesWhatHasNoMeaning() {
    var environment = expressions.admission();
    assertThatThrownBy(() -> environment.compile("nobody == 1", Result.BOOL))
        .hasMessage(
            """
            compilation failed: ERROR: <input>:1:1: undeclared reference to 'nobody' (in container '')
             | nobody == 1
             | ^\
            """);
    assertThatThrownBy(() -> environment.compile("request.nope == 'a'", Result.BOOL))
        .hasMessageContaining("undefined field 'nope'");
    assertThatThrownBy(() -> environment.compile("1 == 'a'", Result.BOOL))
        .hasMessageContaining("found no matching overload for '_==_' applied to '(int, string)'\n");
    assertThatThrownBy(() -> environment.compile("1 +", Result.BOOL))
        .hasMessageContaining("Syntax error: mismatched input '<EOF>'");
    assertThatThrownBy(() -> environment.compile("'abc'.matches('[')", Result.BOOL))
        .hasMessageContaining("invalid matches argument");
    assertThatThrownBy(() -> environment.compile("'a'", Result.BOOL))
        .hasMessage("must evaluate to bool but got string");
    assertThatThrownBy(() -> environment.compile("object.spec", Result.BOOL))
        .hasMessage("must evaluate to bool but got dyn");
    assertThatThrownBy(() -> environment.compile("params.x == 1", Result.BOOL))
        .hasMessageContaining("undeclared reference to 'params'");
  }

  @Test
  void endsWhatExplodes() throws ExpressionException {
    var list = "[" + "1,".repeat(200) + "1]";
    var source = "%1$s.all(a, %1$s.all(b, %1$s.all(c, %1$s.all(d, d == 1))))".formatted(list);
    var compiled = expressions.admission().compile(source, Result.BOOL);
    var budget = CostBudget.ofPolicy();
    org.junit.jupiter.api.Assertions.assertTimeout(
        Duration.ofSeconds(30),
        () ->
            assertThatThrownBy(() -> compiled.evaluate(_ -> null, budget))
                .hasMessage("operation cancelled: actual cost limit exceeded"));
  }

  @Test
  void composesVariables() throws ExpressionException {
    var environment = expressions.admission();
    environment.compose("three", environment.compile("object.spec.replicas", Result.ANY));
    environment.compose("text", environment.compile("'a' + 'b'", Result.ANY));
    var compiled = environment.compile("variables.three == 3", Result.BOOL);
    var lazy = new LazyValue(Map.of("three", () -> 3L));
    assertThat(
            compiled.evaluate(
                Map.<String, Object>of("variables", lazy)::get, CostBudget.ofPolicy()))
        .isEqualTo(true);
    assertThatThrownBy(() -> environment.compile("variables.text == 1", Result.BOOL))
        .hasMessageContaining("no matching overload");
    assertThatThrownBy(() -> environment.compile("variables.other == 1", Result.BOOL))
        .hasMessageContaining("undefined field 'other'");
  }

  @Test
  void makesObjectsAndPatches() throws ExpressionException {
    var environment = expressions.admission(Also.PATCHES);
    var object =
        environment.compile(
            "Object{metadata: Object.metadata{labels: {'a': 'b'}}, spec: Object.spec{list: [1]}}",
            Result.OBJECT);
    assertThat(Values.toJson(object.evaluate(_ -> null, CostBudget.ofPolicy())).toString())
        .contains("\"labels\":{\"a\":\"b\"}")
        .contains("\"spec\":{\"list\":[1]}");
    var patch =
        environment.compile(
            "[JSONPatch{op: 'add', path: '/metadata/labels/' + jsonpatch.escapeKey('a/b'), value:"
                + " 'c'}]",
            Result.PATCHES);
    assertThat(Values.toJson(patch.evaluate(_ -> null, CostBudget.ofPolicy())).get(0).path("path"))
        .isEqualTo(JSON.getNodeFactory().stringNode("/metadata/labels/a~1b"));
    var wrong = environment.compile("Object{spec: Object.other{a: 1}}", Result.OBJECT);
    assertThatThrownBy(() -> wrong.evaluate(_ -> null, CostBudget.ofPolicy()))
        .hasMessageContaining("unexpected type name \"Object.other\", expected \"Object.spec\"");
  }

  private Object evaluate(String source) throws ExpressionException {
    var variables = new HashMap<String, Object>();
    variables.put(
        "object",
        Values.of(
            JSON.readTree(
                """
                {"metadata": {"labels": {"a/b": "c"}},
                 "spec": {"replicas": 3, "list": [1, 2, 3], "nothing": null}}
                """)));
    variables.put("oldObject", Values.of(null));
    variables.put(
        "request",
        Values.of(JSON.readTree("{\"operation\": \"CREATE\", \"kind\": {\"kind\": \"Widget\"}}")));
    return expressions
        .admission()
        .compile(source, Result.BOOL)
        .evaluate(variables::get, CostBudget.ofPolicy());
  }
}
