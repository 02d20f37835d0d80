package io.navarch.apiserver.admission.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.navarch.apiserver.cel.CostBudget;
import io.navarch.apiserver.cel.Expressions;
import io.navarch.apiserver.cel.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the validations of a policy say of an object. */
class PolicyRunTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void tellsWhatFailedInTheWordsOfThePolicy() {
    assertThat(
            run(
                """
                {'validations': [
                  {'expression': 'object.num > 1'},
                  {'expression': 'object.num > 2', 'message': ' too few ', 'reason': 'Forbidden'},
                  {'expression': 'object.num > 3', 'messageExpression': "'only ' + string(object.num)"},
                  {'expression': 'object.num > 3', 'messageExpression': 'object.nope', 'message': 'plain'},
                  {'expression': 'object.num == 1'}]}
                """))
        .extracting(Verdict::message, Verdict::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("failed expression: object.num > 1", ""),
            org.assertj.core.groups.Tuple.tuple("too few", "Forbidden"),
            org.assertj.core.groups.Tuple.tuple("only 1", ""),
            org.assertj.core.groups.Tuple.tuple("plain", ""));
  }

  @Test
  void letsTheFailurePolicyDecideWhatHasNoAnswer() {
    assertThat(run("{'validations': [{'expression': 'object.nope == 1'}]}"))
        .extracting(Verdict::message)
        .containsExactly("expression 'object.nope == 1' resulted in error: no such key: nope");
    assertThat(
            run("{'failurePolicy': 'Ignore', 'validations': [{'expression': 'object.nope == 1'}]}"))
        .isEmpty();
  }

  @Test
  void computesVariablesOnlyWhenTheyAreAskedFor() {
    assertThat(
            run(
                """
                {'variables': [{'name': 'two', 'expression': 'object.num + 1'},
                               {'name': 'four', 'expression': 'variables.two * 2'},
                               {'name': 'broken', 'expression': 'object.nope'}],
                 'validations': [{'expression': 'variables.four == 4'}]}
                """))
        .isEmpty();
    assertThat(
            run(
                """
                {'variables': [{'name': 'broken', 'expression': 'object.nope'}],
                 'validations': [{'expression': 'variables.broken == 4'}]}
                """))
        .extracting(Verdict::message)
        .containsExactly(
            "expression 'variables.broken == 4' resulted in error: composited variable \"broken\""
                + " fails to evaluate: no such key: nope");
  }

  private static List<Verdict> run(String spec) {
    var policy =
        CompiledPolicy.of(
            (ObjectNode) JSON.readTree("{\"spec\": %s}".formatted(quoted(spec))),
            new Expressions(),
            false);
    var budget = CostBudget.ofPolicy();
    var variables = Map.of("object", Values.of(JSON.readTree("{\"num\": 1}")));
    return new PolicyRun(policy, "binding", budget).run(policy.withVariables(variables, budget));
  }

  /** Apostrophes for quotes, but not inside quotes. */
  private static String quoted(String text) {
    var result = new StringBuilder();
    boolean inside = false;
    for (char c : text.toCharArray()) {
      inside ^= c == '"';
      result.append(c == '\'' && !inside ? '"' : c);
    }
    return result.toString();
  }
}
