package io.navarch.apiserver.cel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The {@code matchConditions} of a webhook or policy, compiled: whether it wants to see a request
 * at all.
 */
public final class MatchConditions {

  private final List<Condition> conditions;

  private MatchConditions(List<Condition> conditions) {
    this.conditions = List.copyOf(conditions);
  }

  /** What the conditions say together. */
  public sealed interface Answer {
    /** All hold. */
    record Matches() implements Answer {}

    /** One does not hold. */
    record Differs(String condition) implements Answer {}

    /** None is false, but some can't be told; the failure policy decides. */
    record Failed(String message) implements Answer {}
  }

  private record Condition(String name, String broken, List<Expression> compiled) {}

  /**
   * Compiles a list of {@code {name, expression}}. What has no meaning fails when it is asked,
   * since it was refused when it was created.
   */
  public static MatchConditions of(JsonNode list, Environment environment) {
    var conditions = new ArrayList<Condition>();
    for (var node : list) {
      var name = node.path("name").asString("");
      try {
        var compiled = environment.compile(node.path("expression").asString(""), Result.BOOL);
        conditions.add(new Condition(name, "", List.of(compiled)));
      } catch (ExpressionException e) {
        conditions.add(new Condition(name, e.getMessage(), List.of()));
      }
    }
    return new MatchConditions(conditions);
  }

  /** Asks all conditions; one that is false outweighs those that fail. */
  public Answer ask(Map<String, Object> variables) {
    var budget = CostBudget.ofConditions();
    var failures = new ArrayList<String>();
    for (var condition : conditions) {
      try {
        if (!holds(condition, variables, budget)) {
          return new Answer.Differs(condition.name());
        }
      } catch (ExpressionException e) {
        failures.add(e.getMessage());
      }
      if (budget.isSpent()) {
        return new Answer.Failed(
            "validation failed due to running out of cost budget, no further validation rules will"
                + " be run");
      }
    }
    return failures.isEmpty()
        ? new Answer.Matches()
        : new Answer.Failed(
            failures.size() == 1 ? failures.getFirst() : "[" + String.join(", ", failures) + "]");
  }

  private static boolean holds(
      Condition condition, Map<String, Object> variables, CostBudget budget)
      throws ExpressionException {
    if (!condition.broken().isEmpty()) {
      throw new ExpressionException(condition.broken());
    }
    var expression = condition.compiled().getFirst();
    try {
      return Boolean.TRUE.equals(expression.evaluate(variables::get, budget));
    } catch (ExpressionException e) {
      throw new ExpressionException(
          "expression '%s' resulted in error: %s".formatted(expression.source(), e.getMessage()));
    }
  }
}
